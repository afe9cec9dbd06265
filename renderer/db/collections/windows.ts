import type { RxJsonSchema } from 'rxdb';
import type { CalendarWindow } from '../../../shared/model/clinic.ts';

/** Weekly calendar windows as the server last showed them. */
export const windowsSchema: RxJsonSchema<CalendarWindow> = {
  title: 'windows',
  version: 0,
  type: 'object',
  primaryKey: 'calendarId',
  properties: {
    calendarId: { type: 'string', maxLength: 100 },
    branchId: { type: 'string' },
    day: { type: 'string' },
    session: { type: 'string' },
    batch: { type: 'string' },
    startTime: { type: 'string' },
    endTime: { type: 'string' },
    serviceId: { type: ['string', 'null'] },
    maxSlots: { type: 'integer' },
    aiSlots: { type: ['integer', 'null'] },
    status: { type: 'string' },
  },
  required: ['branchId', 'day', 'session', 'batch', 'startTime', 'endTime', 'maxSlots', 'status'],
};
