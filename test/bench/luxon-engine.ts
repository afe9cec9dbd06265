import { DateTime } from 'luxon';
import type { ClinicSnapshot } from '../../shared/booking/index.ts';
import { phoneKey } from '../../shared/booking/phone.ts';
import type { CalendarWindow, Weekday } from '../../shared/model/clinic.ts';

/**
 * The peer of the benchmark: the same rules, written as one would with luxon. It is given every other advantage of the engine (the index of appointments,
 * windows grouped by branch and weekday beforehand, the phone key), so that the ratio shows the price of the clock alone.
 */
export function prepareLuxonEngine(
  snapshot: ClinicSnapshot,
): (body: Readonly<Record<string, string>>, now: number) => string {
  const groups = new Map<string, CalendarWindow[]>();
  const byId = new Map(snapshot.windows.map((window) => [window.calendarId, { window }]));
  for (const window of snapshot.windows) {
    const key = `${window.branchId} ${window.day}`;
    groups.set(key, [...(groups.get(key) ?? []), window].sort(inOrder));
  }
  const branches = new Set(snapshot.branches.map((branch) => branch.branchId));
  const services = new Map(snapshot.services.map((service) => [service.serviceId, service]));
  const names = new Map(snapshot.services.map((service) => [service.name.toLowerCase(), service]));

  return (body, now) => {
    const required = ['appointment_type', 'appointment_date', 'patient_name', 'parent_phone'] as const;
    for (const field of required) if ((body[field] ?? '').trim() === '') return 'VALIDATION_ERROR';
    const branchId = body['branch_id'] ?? '';
    if (!branches.has(branchId)) return 'VALIDATION_ERROR';
    const instant = DateTime.fromISO(body['appointment_date'] ?? '', { zone: 'utc' });
    if (!instant.isValid) return 'VALIDATION_ERROR';
    const reference = body['external_reference_id'];
    if (reference !== undefined && snapshot.appointments.activeByReference(reference) !== undefined)
      return 'idempotent';
    if (instant.toMillis() <= now) return 'PAST_APPOINTMENT';
    const words = body['appointment_type'] ?? '';
    const service = services.get(words) ?? names.get(words.trim().normalize('NFC').toLowerCase());
    if (service === undefined) return 'INVALID_APPOINTMENT_TYPE';
    const local = instant.setZone(snapshot.config.timezone);
    const date = local.toISODate() ?? '';
    const time = local.toFormat('HH:mm');
    const day = weekdays[local.weekday - 1] ?? 'monday';
    const matching = (groups.get(`${branchId} ${day}`) ?? []).filter(
      (window) =>
        window.startTime <= time &&
        time < window.endTime &&
        (body['session'] === undefined || window.session === body['session']) &&
        (body['batch'] === undefined || window.batch === body['batch']) &&
        (window.serviceId === null || window.serviceId === service.serviceId),
    );
    if (matching.length === 0) return 'OUTSIDE_AVAILABILITY';
    const open = matching.filter((window) => window.status === 'OPEN');
    if (open.length === 0) return 'SLOT_INACTIVE';
    const chosen = open.find(
      (window) =>
        snapshot.appointments.countActive(window, date, service.serviceId, byId) < (window.aiSlots ?? window.maxSlots),
    );
    if (chosen === undefined) return 'SLOT_FULL';
    const key = phoneKey(body['parent_phone'] ?? '');
    const duplicate = snapshot.appointments
      .activeByPhone(key)
      .some((other) => other.date === date && other.serviceId === service.serviceId);
    return snapshot.config.preventDuplicateBookings && duplicate ? 'DUPLICATE_BOOKING' : 'created';
  };
}

const weekdays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function inOrder(a: CalendarWindow, b: CalendarWindow): number {
  return `${a.startTime} ${a.calendarId}` < `${b.startTime} ${b.calendarId}` ? -1 : 1;
}
