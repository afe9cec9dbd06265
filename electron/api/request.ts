import { PAGE_LIMIT } from '../../shared/api/limits.ts';
import type { ApiOperation } from '../../shared/api/operation.ts';

/** An operation as HTTP says it. `path` begins with a slash and follows the API's base. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body: string | null;
}

/** Turns an operation into its request. Throws where an id can't be part of a path, naming the field. */
export function requestOf(operation: ApiOperation): ApiRequest {
  switch (operation.op) {
    case 'config':
      return get('/appointment-config');
    case 'services':
      return get('/services');
    case 'availability':
      return get('/appointment-slots/availability', { date: operation.date });
    case 'tracking':
      return get('/appointment-slots/schedule-tracking', { date: operation.date, branch_id: operation.branchId });
    case 'list':
      return get('/appointments', {
        date: operation.date,
        branch_id: operation.branchId,
        page: String(operation.page),
        limit: String(PAGE_LIMIT),
      });
    case 'get':
      return get(`/appointments/${pathSegment('appointmentId', operation.appointmentId)}`);
    case 'create':
      return { method: 'POST', path: '/appointments', body: JSON.stringify(operation.body) };
    case 'patch':
      return {
        method: 'PATCH',
        path: `/appointments/${pathSegment('appointmentId', operation.appointmentId)}`,
        body: JSON.stringify(operation.body),
      };
  }
}

function get(path: string, query: Readonly<Record<string, string | undefined>> = {}): ApiRequest {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return { method: 'GET', path: search === '' ? path : `${path}?${search}`, body: null };
}

/** Dots alone would climb out of the collection, and no encoding stops a URL from reading them so. */
function pathSegment(field: string, id: string): string {
  if (id.trim() === '' || /^\.+$/.test(id)) throw new Error(`${field}: not the id of an appointment`);
  return encodeURIComponent(id);
}
