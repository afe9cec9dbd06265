import { addDays, weekdayOf } from '../../../shared/booking/index.ts';
import { isActive, type Appointment } from '../../../shared/model/appointment.ts';
import type { Chance } from '../../sync/world/chance.ts';
import { branchId, services, type Site } from './site.ts';

/** What the voice agent and the dashboard do: by the same rules, without a key. */

interface Elsewhere {
  readonly site: Site;
  readonly chance: Chance;
  /** Epoch ms. */
  readonly now: number;
  /** Organisation-local. */
  readonly today: string;
  /** Epoch ms: the end of the last date that the desks keep pulled. What lies beyond they know nothing of. */
  readonly horizonEndsAt: number;
  /** Whether a device does not know yet what became of a reference. */
  readonly isInDoubt: (reference: string) => boolean;
}

export function bookOutside(elsewhere: Elsewhere): string {
  const { site, chance } = elsewhere;
  const count = 1 + chance.below(3);
  const starts = someInstant(elsewhere);
  const kinds: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const person = chance.happens(0.2) ? chance.below(6) : 1_000 + chance.below(90_000);
    const result = site.bookings.create({
      appointment_type: (chance.pick(services) ?? services[0])?.serviceId,
      appointment_date: starts,
      branch_id: branchId,
      patient_name: 'Caller',
      parent_phone: `+9198400${String(100_000 + person).slice(-5)}`,
    });
    kinds.push(result.kind);
  }
  return `outside books ${kinds.join(', ')}`;
}

export function cancelOutside(elsewhere: Elsewhere): string {
  const { site } = elsewhere;
  const record = someToCancel(elsewhere);
  if (record === undefined) return 'nothing to cancel outside';
  const result = site.bookings.update(record.appointmentId, { status: 'cancelled' });
  return `outside cancels ${record.appointmentId}: ${result.kind}`;
}

/** The REST API patches in place. */
export function moveOutside(elsewhere: Elsewhere): string {
  const { site, chance } = elsewhere;
  const record = someActive(site, chance);
  if (record === undefined) return 'nothing to move outside';
  const result = site.bookings.update(record.appointmentId, { appointment_date: someInstant(elsewhere) });
  return `outside moves ${record.appointmentId}: ${result.kind}`;
}

/** The voice agent cancels and books anew. */
export function rebookOutside(elsewhere: Elsewhere): string {
  const { site } = elsewhere;
  const record = someToCancel(elsewhere);
  if (record === undefined) return 'nothing to book anew outside';
  site.bookings.update(record.appointmentId, { status: 'cancelled' });
  const result = site.bookings.create({
    appointment_type: record.serviceId,
    appointment_date: someInstant(elsewhere),
    branch_id: record.branchId,
    patient_name: record.patientName,
    parent_phone: record.parentPhone,
  });
  return `outside cancels ${record.appointmentId} and books anew: ${result.kind}`;
}

/** Fewer places, or a window closed or opened, each week or on one date. */
export function changeWindow(
  { site, chance, today }: Elsewhere,
  change: { readonly status?: 'OPEN' | 'CLOSED'; readonly places?: number },
): string {
  const date = addDays(today, chance.below(2));
  const ofDay = site.state.snapshot.windows.filter(({ day }) => day === weekdayOf(date));
  const window = chance.pick(ofDay);
  if (window === undefined) return 'no window to change';
  const { status, places } = change;
  site.bookings.changeWindow({
    calendarId: window.calendarId,
    date: chance.happens(0.5) ? date : null,
    ...(status === undefined ? {} : { status }),
    ...(places === undefined ? {} : { aiSlots: Math.min(places, window.maxSlots) }),
  });
  return `${window.calendarId} of ${date} becomes ${JSON.stringify(change)}`;
}

function someActive(site: Site, chance: Chance): Appointment | undefined {
  return chance.pick(site.records().filter(isActive));
}

/**
 * Not one that was moved while its desk still wonders whether it exists: the desk looks for it on the date it knows, and an active one
 * that it misses is answered with itself (SPEC, "What the adversary leaves alone").
 */
function someToCancel({ site, chance, isInDoubt }: Elsewhere): Appointment | undefined {
  const cancellable = site
    .records()
    .filter(isActive)
    .filter(({ status, externalReferenceId: ref }) => status !== 'rescheduled' || ref === null || !isInDoubt(ref));
  return chance.pick(cancellable);
}

/** A minute inside the horizon that is still to come, often within the next hours. */
function someInstant({ chance, now, horizonEndsAt }: Elsewhere): string {
  const minutes = Math.floor((horizonEndsAt - now) / 60_000) - 1;
  const within = chance.happens(0.5) ? Math.min(90, minutes) : minutes;
  return new Date(now + 60_000 * (1 + chance.below(within))).toISOString();
}
