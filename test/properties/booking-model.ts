import { PhoneNumberFormat, PhoneNumberUtil } from 'google-libphonenumber';
import { DateTime } from 'luxon';
import type { Appointment, AppointmentStatus } from '../../shared/model/appointment.ts';
import type { Branch, CalendarWindow, DateOverride, OrgConfig, Service } from '../../shared/model/clinic.ts';

/**
 * The booking rules once more, slow and plain: every question is answered by looking at every window, override and record, every clock is luxon's, and phones
 * are read by Google's libphonenumber. It shares nothing with the engine but the types of records. Written from the rules (shared/booking/SPEC.md), not from the engine.
 */
export interface ModelClinic {
  config: OrgConfig;
  branches: Branch[];
  services: Service[];
  windows: CalendarWindow[];
  overrides: DateOverride[];
}

/** `word` is the code of a refusal, or the kind of a success. */
export interface ModelAnswer {
  readonly word: string;
  /** Of VALIDATION_ERROR. */
  readonly field?: string;
  /** The record that is named (idempotent, unchanged, DUPLICATE_BOOKING). */
  readonly existingId?: string;
  /** The record as it is afterwards (created, updated). */
  readonly record?: Appointment;
}

interface Wanted {
  readonly branchId: string;
  readonly serviceId: string;
  readonly phone: string;
  readonly session: unknown;
  readonly batch: unknown;
  readonly exceptId: string | null;
}
type Found = { readonly word: 'found'; readonly window: CalendarWindow; readonly date: string; readonly at: number };
type Body = Record<string, unknown>;

const phones = PhoneNumberUtil.getInstance();
const minuteMs = 60_000;
/** Every offset since 1970 and every window of the tests is a multiple of this, so a quarter lies wholly in a window or wholly outside. */
const quarterMs = 15 * minuteMs;
const sessions = ['Morning', 'Afternoon', 'Evening'];

interface Local {
  readonly date: string;
  readonly time: string;
  readonly day: string;
}
/** Luxon's answers, kept: the same quarters are asked for again and again. */
const locals = new Map<string, Local>();

export class BookingModel {
  readonly records: Appointment[] = [];
  readonly clinic: ModelClinic;

  constructor(clinic: ModelClinic) {
    this.clinic = clinic;
  }

  /** POST. */
  create(body: Body, id: string, now: number): ModelAnswer {
    const fault = this.faultOfCreate(body);
    if (fault !== null) return { word: 'VALIDATION_ERROR', field: fault };

    const reference = textOrNull(body['external_reference_id']);
    if (reference !== null) {
      const same = this.active().filter((record) => record.externalReferenceId === reference);
      if (same.length > 0) return { word: 'idempotent', existingId: firstMade(same).appointmentId };
    }

    const at = instantOf(body['appointment_date'] as string)!;
    if (at <= now) return { word: 'PAST_APPOINTMENT' };

    const service = this.serviceNamed(body['appointment_type'] as string);
    if (service === undefined) return { word: 'INVALID_APPOINTMENT_TYPE' };

    const branchId = textOrNull(body['branch_id']) ?? this.clinic.branches[0]!.branchId;
    const phone = body['parent_phone'] as string;
    const wanted = {
      branchId,
      serviceId: service.serviceId,
      phone,
      session: body['session'] ?? null,
      batch: textOrNull(body['batch']),
      exceptId: null,
    };
    const found = this.windowAt(wanted, at);
    if (!('window' in found)) return found;
    const duplicate = this.duplicateOf(wanted, found.date);
    if (duplicate !== null) return { word: 'DUPLICATE_BOOKING', existingId: duplicate.appointmentId };

    const record: Appointment = {
      appointmentId: id,
      serviceId: service.serviceId,
      branchId,
      date: found.date,
      session: found.window.session,
      batch: found.window.batch,
      token: null,
      patientName: (body['patient_name'] as string).trim(),
      parentPhone: phone.trim(),
      assignedDoctor: textOrNull(body['assigned_doctor']),
      notes: textOrNull(body['notes']),
      status: 'confirmed',
      externalReferenceId: reference,
      createdAt: isoOf(now),
      updatedAt: isoOf(now),
      calendarId: found.window.calendarId,
      startsAt: isoOf(at),
    };
    this.put(record);
    return { word: 'created', record };
  }

  /** PATCH. */
  update(id: string, body: Body, now: number): ModelAnswer {
    const current = this.records.find((record) => record.appointmentId === id);
    if (current === undefined) return { word: 'NOT_FOUND' };
    const fault = faultOfUpdate(body);
    if (fault !== null) return { word: 'VALIDATION_ERROR', field: fault };

    const cancelling = body['status'] === 'cancelled';
    if (cancelling && current.status === 'cancelled') return { word: 'unchanged', existingId: id };
    if (cancelling && !this.mayCancel(current, now)) return { word: 'CANCELLATION_NOT_ALLOWED' };

    const date = textOrNull(body['appointment_date']);
    const at = date === null ? null : instantOf(date);
    let status: AppointmentStatus = current.status;
    if (at !== null) status = 'rescheduled';
    if (typeof body['status'] === 'string') status = body['status'] as AppointmentStatus;

    const session = textOrNull(body['session']);
    const batch = textOrNull(body['batch']);
    const newWords = (session !== null && session !== current.session) || (batch !== null && batch !== current.batch);
    const comesBack = current.status === 'cancelled' && status !== 'cancelled';

    let changed: Appointment = current;
    if (at !== null || newWords || comesBack) {
      const own = current.startsAt === null ? null : Date.parse(current.startsAt);
      const time = at ?? (newWords ? null : own);
      if (time !== null && time <= now) return { word: 'PAST_APPOINTMENT' };
      if (!this.clinic.services.some((service) => service.serviceId === current.serviceId)) {
        return { word: 'INVALID_APPOINTMENT_TYPE' };
      }
      const otherSession = session !== null && session !== current.session;
      const wanted = {
        branchId: current.branchId,
        serviceId: current.serviceId,
        phone: current.parentPhone,
        session: session ?? (at === null ? current.session : null),
        batch: batch ?? (at === null && !otherSession ? current.batch : null),
        exceptId: id,
      };
      const found = time === null ? this.windowOnDate(wanted, current.date, own, now) : this.windowAt(wanted, time);
      if (!('window' in found)) return found;
      const duplicate = this.duplicateOf(wanted, found.date);
      if (duplicate !== null) return { word: 'DUPLICATE_BOOKING', existingId: duplicate.appointmentId };
      changed = {
        ...changed,
        date: found.date,
        session: found.window.session,
        batch: found.window.batch,
        calendarId: found.window.calendarId,
        startsAt: isoOf(found.at),
      };
    }
    if (comesBack && current.externalReferenceId !== null) {
      const same = this.active().filter((record) => record.externalReferenceId === current.externalReferenceId);
      if (same.length > 0) return { word: 'DUPLICATE_BOOKING', existingId: firstMade(same).appointmentId };
    }
    changed = { ...changed, status, updatedAt: isoOf(now) };
    if (body['assigned_doctor'] !== undefined)
      changed = { ...changed, assignedDoctor: textOrNull(body['assigned_doctor']) };
    if (body['notes'] !== undefined) changed = { ...changed, notes: textOrNull(body['notes']) };
    this.put(changed);
    return { word: 'updated', record: changed };
  }

  put(record: Appointment): void {
    const at = this.records.findIndex((known) => known.appointmentId === record.appointmentId);
    if (at < 0) this.records.push(record);
    else this.records[at] = record;
  }

  /** Places left of a window for a service on a date, or null where it is closed. */
  placesLeft(window: CalendarWindow, date: string, serviceId: string, exceptId: string | null): number | null {
    const offer = this.offer(window, date, serviceId);
    if (offer.status === 'CLOSED') return null;
    const taken = this.active().filter(
      (record) =>
        record.appointmentId !== exceptId &&
        record.serviceId === serviceId &&
        record.branchId === window.branchId &&
        record.date === date &&
        (this.windowNamedBy(record) === undefined
          ? record.session === window.session && record.batch === window.batch
          : record.calendarId === window.calendarId),
    );
    return Math.max(0, (offer.aiSlots ?? offer.maxSlots) - taken.length);
  }

  /** The quarters of an hour (epoch ms of their starts) that a window holds on a date. */
  quartersOf(window: CalendarWindow, date: string): number[] {
    const noon = DateTime.fromISO(`${date}T12:00:00Z`).toMillis();
    const quarters: number[] = [];
    for (let at = noon - 30 * 3_600_000; at < noon + 30 * 3_600_000; at += quarterMs) {
      if (this.holds(window, at) && this.local(at).date === date) quarters.push(at);
    }
    return quarters;
  }

  local(at: number): Local {
    const { timezone } = this.clinic.config;
    const key = `${timezone} ${String(at)}`;
    const known = locals.get(key);
    if (known !== undefined) return known;
    const time = DateTime.fromMillis(at, { zone: timezone, locale: 'en' });
    const local = {
      date: time.toFormat('yyyy-MM-dd'),
      time: time.toFormat('HH:mm'),
      day: time.toFormat('cccc').toLowerCase(),
    };
    locals.set(key, local);
    return local;
  }

  private faultOfCreate(body: Body): string | null {
    for (const field of ['appointment_type', 'appointment_date', 'patient_name', 'parent_phone']) {
      const value = body[field];
      if (typeof value !== 'string' || showsNothing(value)) return field;
      if (field === 'appointment_date' && instantOf(value) === null) return field;
    }
    const branch = body['branch_id'] ?? null;
    if (branch === null && this.clinic.branches.length !== 1) return 'branch_id';
    if (branch !== null && !this.clinic.branches.some((known) => known.branchId === branch)) return 'branch_id';
    if (!isSession(body['session'])) return 'session';
    for (const field of ['batch', 'assigned_doctor', 'external_reference_id', 'notes']) {
      if (!isOptionalText(body[field])) return field;
    }
    return null;
  }

  private active(): Appointment[] {
    return this.records.filter((record) => record.status !== 'cancelled');
  }

  private serviceNamed(words: string): Service | undefined {
    const plain = (text: string): string => text.trim().normalize('NFC').toLowerCase();
    return (
      this.clinic.services.find((service) => service.serviceId === words) ??
      this.clinic.services.find((service) => plain(service.name) === plain(words))
    );
  }

  private holds(window: CalendarWindow, at: number): boolean {
    const { time, day } = this.local(at);
    return window.day === day && window.startTime <= time && time < window.endTime;
  }

  private fitting(wanted: Wanted): CalendarWindow[] {
    return this.clinic.windows
      .filter((window) => window.branchId === wanted.branchId)
      .filter((window) => wanted.session === null || window.session === wanted.session)
      .filter((window) => wanted.batch === null || window.batch === wanted.batch)
      .filter((window) => window.serviceId === null || window.serviceId === wanted.serviceId)
      .sort((a, b) => (`${a.startTime} ${a.calendarId}` < `${b.startTime} ${b.calendarId}` ? -1 : 1));
  }

  private windowAt(wanted: Wanted, at: number): Found | ModelAnswer {
    const { date } = this.local(at);
    const matches = this.fitting(wanted).filter((window) => this.holds(window, at));
    return this.firstWithPlace(matches, wanted, date, () => at);
  }

  private windowOnDate(wanted: Wanted, date: string, own: number | null, now: number): Found | ModelAnswer {
    const next = (Math.floor(now / minuteMs) + 1) * minuteMs;
    const matches = this.fitting(wanted).filter((window) => this.quartersOf(window, date).length > 0);
    const minutesLeft = (window: CalendarWindow): number[] =>
      this.quartersOf(window, date)
        .map((quarter) => [Math.max(quarter, next), quarter + quarterMs] as const)
        .filter(([first, end]) => first < end)
        .map(([first]) => first);
    const ahead = matches.filter((window) => minutesLeft(window).length > 0);
    if (matches.length > 0 && ahead.length === 0) return { word: 'PAST_APPOINTMENT' };
    return this.firstWithPlace(ahead, wanted, date, (window) =>
      own !== null && own > now && this.local(own).date === date && this.holds(window, own)
        ? own
        : minutesLeft(window)[0]!,
    );
  }

  private firstWithPlace(
    matches: CalendarWindow[],
    wanted: Wanted,
    date: string,
    timeIn: (window: CalendarWindow) => number,
  ): Found | ModelAnswer {
    if (matches.length === 0) return { word: 'OUTSIDE_AVAILABILITY' };
    const left = matches.map((window) => this.placesLeft(window, date, wanted.serviceId, wanted.exceptId));
    if (left.every((places) => places === null)) return { word: 'SLOT_INACTIVE' };
    const first = left.findIndex((places) => places !== null && places > 0);
    const window = matches[first];
    return window === undefined ? { word: 'SLOT_FULL' } : { word: 'found', window, date, at: timeIn(window) };
  }

  private offer(
    window: CalendarWindow,
    date: string,
    serviceId: string,
  ): Pick<CalendarWindow, 'status' | 'aiSlots' | 'maxSlots'> {
    const dated = this.clinic.overrides.filter((one) => one.calendarId === window.calendarId && one.date === date);
    const { status, aiSlots, maxSlots } = window;
    const offer = { status, aiSlots, maxSlots };
    // Weakest first, each replacing what it names: changes for all services, then those for this one.
    for (const owner of [null, serviceId]) {
      for (const override of dated.filter((one) => one.serviceId === owner)) {
        if (override.status !== undefined) offer.status = override.status;
        if (override.aiSlots !== undefined) offer.aiSlots = override.aiSlots;
        if (override.maxSlots !== undefined) offer.maxSlots = override.maxSlots;
      }
    }
    return offer;
  }

  private duplicateOf(wanted: Wanted, date: string): Appointment | null {
    if (!this.clinic.config.preventDuplicateBookings) return null;
    const same = this.active().filter(
      (record) =>
        record.appointmentId !== wanted.exceptId &&
        record.serviceId === wanted.serviceId &&
        record.date === date &&
        e164(record.parentPhone) === e164(wanted.phone),
    );
    return same.length === 0 ? null : firstMade(same);
  }

  private mayCancel(current: Appointment, now: number): boolean {
    const { allowCancellation, cancellationNoticeHours } = this.clinic.config;
    if (!allowCancellation) return false;
    return cancellationNoticeHours === 0 || this.startOf(current) - now >= cancellationNoticeHours * 3_600_000;
  }

  private startOf(current: Appointment): number {
    if (current.startsAt !== null) return Date.parse(current.startsAt);
    const window = this.windowOf(current);
    const quarters = window === undefined ? [] : this.quartersOf(window, current.date);
    return quarters[0] ?? this.dayStart(current.date);
  }

  /** The first quarter that is not before a date; the date itself may have been skipped. */
  private dayStart(date: string): number {
    let at = DateTime.fromISO(`${date}T12:00:00Z`).toMillis() - 30 * 3_600_000;
    while (this.local(at).date < date) at += quarterMs;
    return at;
  }

  /** The window a record names, if its branch has it on that day of the week. */
  private windowNamedBy(record: Appointment): CalendarWindow | undefined {
    return this.clinic.windows.find(
      (window) =>
        window.calendarId === record.calendarId &&
        window.branchId === record.branchId &&
        window.day === dayOf(record.date),
    );
  }

  private windowOf(current: Appointment): CalendarWindow | undefined {
    const named = this.windowNamedBy(current);
    if (named !== undefined) return named;
    const fit = (window: CalendarWindow): number =>
      window.serviceId === current.serviceId ? 0 : window.serviceId === null ? 1 : 2;
    return this.clinic.windows
      .filter((window) => window.branchId === current.branchId && window.day === dayOf(current.date))
      .filter((window) => window.session === current.session && window.batch === current.batch)
      .sort(
        (a, b) => fit(a) - fit(b) || (`${a.startTime} ${a.calendarId}` < `${b.startTime} ${b.calendarId}` ? -1 : 1),
      )[0];
  }
}

function faultOfUpdate(body: Body): string | null {
  const date = body['appointment_date'] ?? null;
  if (date !== null && (typeof date !== 'string' || instantOf(date) === null)) return 'appointment_date';
  const status = body['status'] ?? null;
  if (status !== null && !['confirmed', 'completed', 'cancelled'].includes(status as string)) return 'status';
  for (const field of ['assigned_doctor', 'notes']) if (!isOptionalText(body[field])) return field;
  if (!isSession(body['session'])) return 'session';
  if (!isOptionalText(body['batch'])) return 'batch';
  const said =
    date !== null ||
    status !== null ||
    body['assigned_doctor'] !== undefined ||
    body['notes'] !== undefined ||
    (body['session'] ?? null) !== null ||
    textOrNull(body['batch']) !== null;
  return said ? null : 'body';
}

function isSession(value: unknown): boolean {
  return value === undefined || value === null || sessions.includes(value as string);
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && !showsNothing(value) ? value : null;
}

/** Of the characters that the worlds are made of: the space, the zero-width space and the zero-width joiner. */
function showsNothing(text: string): boolean {
  return text.replaceAll('\u200b', '').replaceAll('\u200d', '').trim() === '';
}

function instantOf(text: string): number | null {
  const read = DateTime.fromISO(text, { zone: 'utc' });
  return read.isValid ? read.toMillis() : null;
}

function isoOf(at: number): string {
  return DateTime.fromMillis(at, { zone: 'utc' }).toISO() ?? '';
}

function dayOf(date: string): CalendarWindow['day'] {
  return DateTime.fromISO(date, { locale: 'en' }).toFormat('cccc').toLowerCase() as CalendarWindow['day'];
}

function e164(phone: string): string {
  try {
    return phones.format(phones.parse(phone, 'IN'), PhoneNumberFormat.E164);
  } catch {
    return phone;
  }
}

function firstMade(records: Appointment[]): Appointment {
  return records.toSorted((a, b) =>
    `${a.createdAt} ${a.appointmentId}` < `${b.createdAt} ${b.appointmentId}` ? -1 : 1,
  )[0]!;
}
