import {
  isPractice,
  pendingIntent,
  placeMovedTo,
  promisedPlace,
  promisedToken,
  referenceOf,
  type Booking,
  type Life,
} from '../../shared/model/booking.ts';
import type { SlipFacts, SlipState, SlipWait, TestSlip } from '../../shared/model/slip.ts';
import type { ClinicView, SettingsView, SyncView } from './contract.ts';
import { endsAt, heldBy } from './holding.ts';
import { standingOf, type Standing } from './standing.ts';

const states = {
  QUEUED: 'waiting',
  IN_FLIGHT: 'waiting',
  UNKNOWN: 'waiting',
  SYNCED: 'confirmed',
  PATCH_PENDING: 'confirmed',
  NEEDS_REBOOK: 'undecided',
  NEEDS_DECISION: 'undecided',
  NEEDS_FIX: 'undecided',
  VISIT_UNREPORTED: 'undecided',
  WAITING_LIST: 'void',
  CANCELLED_LOCAL: 'void',
  CANCELLED_SYNCED: 'void',
  REMOTE_CANCELLED: 'void',
  LINKED: 'void',
} as const satisfies Record<Life['state'], SlipState>;

function slipState(booking: Pick<Booking, 'clinicId' | 'life' | 'basis'>): SlipState {
  if (isPractice(booking)) return 'practice';
  // Moved, and the server has not heard of it: the new place is kept and not confirmed.
  const state = placeMovedTo(booking.life) === null ? states[booking.life.state] : 'waiting';
  return state === 'waiting' && booking.basis !== 'place' ? booking.basis : state;
}

const withSlip: ReadonlySet<Standing> = new Set(['waiting', 'unanswered', 'confirmed', 'change', 'practice']);

/**
 * The token stands, so there is a slip to look at and to print; a void token never gets onto paper again, nor one of a visit
 * whose cancellation is still to be sent.
 */
export function hasSlip(booking: Pick<Booking, 'clinicId' | 'life' | 'token'>): boolean {
  const cancelled = pendingIntent(booking.life)?.kind === 'cancel';
  return !cancelled && promisedToken(booking) !== '' && withSlip.has(standingOf(booking));
}

/** What is said of the desk on a slip. */
export interface SlipDesk {
  readonly clinic: ClinicView;
  readonly settings: SettingsView;
  readonly condition: SyncView['condition'];
  /** Epoch ms. */
  readonly now: number;
}

/** What the slip of a booking tells as it stands now; nothing of it that the server has not said. */
export function slipFacts(booking: Booking, desk: SlipDesk, reprint: boolean): SlipFacts {
  const { life } = booking;
  const place = promisedPlace(booking);
  const { branches, services } = desk.clinic;
  const state = slipState(booking);
  return {
    ...headOf(desk),
    kind: 'slip',
    branchName: branches.find(({ branchId }) => branchId === place.branchId)?.name ?? place.branchId,
    token: promisedToken(booking),
    patientName: booking.patient.name,
    serviceName: services.find(({ serviceId }) => serviceId === place.serviceId)?.name ?? null,
    doctor: booking.assignedDoctor,
    date: place.date,
    windowStartsAt: Date.parse(place.windowStartsAt),
    windowEndsAt: Date.parse(place.windowEndsAt),
    state,
    since: Date.parse(life.state === 'SYNCED' ? life.syncedAt : booking.updatedAt),
    held: life.state === 'QUEUED' ? heldOf(desk) : null,
    // Nothing of practice may look like a slip that counts.
    code: state === 'practice' ? null : referenceOf(booking),
    reprint,
  };
}

/** A slip to try the printer with. */
export function testSlip(desk: SlipDesk): TestSlip {
  return { ...headOf(desk), kind: 'test' };
}

function headOf({ clinic, settings, now }: SlipDesk): Omit<TestSlip, 'kind'> {
  return {
    clinicName: clinic.clinicName,
    branchName: clinic.branch?.name ?? '',
    deviceLetter: settings.settings.deviceLetter,
    timeZone: clinic.config.timezone,
    madeAt: now,
  };
}

function heldOf({ condition, clinic }: SlipDesk): SlipFacts['held'] {
  const by = heldBy(condition, clinic.sample);
  return by === null ? null : { by: slipWait(by), until: endsAt(condition) };
}

function slipWait(held: NonNullable<ReturnType<typeof heldBy>>): SlipWait {
  switch (held) {
    case 'sample':
      return 'sample';
    case 'quota-used-up':
    case 'rate-limited':
      return 'time';
    case 'key-refused':
    case 'scope-missing':
    case 'not-configured-address':
    case 'not-configured-key':
      return 'set-up';
    default:
      return 'connection';
  }
}
