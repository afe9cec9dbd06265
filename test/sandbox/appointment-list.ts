import type { ClinicSnapshot } from '../../shared/booking/index.ts';
import { serviceOf, tableOf } from '../../shared/booking/clinic-table.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { ListQuery } from './queries.ts';
import { wireAppointment } from './wire.ts';

/** One page of `GET /v1/appointments`: by appointment date, earliest first [D]. */
export function appointmentPage(all: readonly Appointment[], snapshot: ClinicSnapshot, query: ListQuery) {
  const serviceId = serviceIdOf(query.appointment_type, snapshot);
  const matching = all.filter((appointment) => matches(appointment, query, serviceId)).sort(byDate);
  const first = (query.page - 1) * query.limit;
  return {
    success: true,
    data: matching.slice(first, first + query.limit).map(wireAppointment),
    pagination: {
      page: query.page,
      limit: query.limit,
      total: matching.length,
      total_pages: Math.ceil(matching.length / query.limit),
    },
  };
}

/** A type is given as in a booking, as UUID or name; one that is unknown matches what has it as its UUID, that is nothing. */
function serviceIdOf(type: string | undefined, snapshot: ClinicSnapshot): string | undefined {
  return type === undefined ? undefined : (serviceOf(tableOf(snapshot), type)?.serviceId ?? type);
}

function matches(appointment: Appointment, query: ListQuery, serviceId: string | undefined): boolean {
  return (
    (query.date === undefined || utcDay(appointment) === query.date) &&
    (query.status === undefined || appointment.status === query.status) &&
    (serviceId === undefined || appointment.serviceId === serviceId) &&
    (query.branch_id === undefined || appointment.branchId === query.branch_id) &&
    (query.session === undefined || appointment.session === query.session) &&
    (query.batch === undefined || appointment.batch === query.batch)
  );
}

/** The UTC day of the instant that was booked: `date` in a query matches that, not the local date in the record [D]. */
function utcDay(appointment: Appointment): string {
  return (appointment.startsAt ?? appointment.date).slice(0, 10);
}

/** ISO instants of one form sort as text; the rest keeps pages stable. */
function byDate(left: Appointment, right: Appointment): number {
  return (
    compare(left.startsAt ?? left.date, right.startsAt ?? right.date) ||
    compare(left.createdAt, right.createdAt) ||
    compare(left.appointmentId, right.appointmentId)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
