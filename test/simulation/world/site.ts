import { weekdaySchema } from '../../../shared/model/clinic.ts';
import type { CalendarWindow } from '../../../shared/model/clinic.ts';
import type { Appointment, Session } from '../../../shared/model/appointment.ts';
import { sampleServices } from '../../../shared/model/sample-clinic.ts';
import type { HttpAnswer } from '../../../electron/api/classify.ts';
import type { ApiRequest } from '../../../electron/api/request.ts';
import { Admission, type TurnedAway } from '../../sandbox/admission.ts';
import {
  appointmentAnswer,
  availabilityAnswer,
  configAnswer,
  createAnswer,
  listAnswer,
  servicesAnswer,
  trackingAnswer,
  unknownIdAnswer,
  updateAnswer,
  type Answer,
} from '../../sandbox/answers.ts';
import { Bookings } from '../../sandbox/bookings.ts';
import { ClinicState } from '../../sandbox/clinic-state.ts';
import { scopes, type ApiKey, type SandboxConfig, type Scope } from '../../sandbox/config.ts';

export const branchId = 'b-main';
export const apiKey = 'sk_live_simulation';
export const services = sampleServices.slice(0, 2);

/** Six windows of four hours: at any hour one is open, and one begins soon. */
const dayPlan: readonly {
  readonly session: Session;
  readonly batch: string;
  readonly from: string;
  readonly to: string;
}[] = [
  { session: 'Morning', batch: 'MA', from: '00:00', to: '04:00' },
  { session: 'Morning', batch: 'MB', from: '04:00', to: '08:00' },
  { session: 'Morning', batch: 'MC', from: '08:00', to: '12:00' },
  { session: 'Afternoon', batch: 'AA', from: '12:00', to: '16:00' },
  { session: 'Evening', batch: 'EA', from: '16:00', to: '20:00' },
  { session: 'Evening', batch: 'EB', from: '20:00', to: '24:00' },
];

function windowsWith(places: number): readonly CalendarWindow[] {
  return weekdaySchema.options.flatMap((day) =>
    dayPlan.map(({ session, batch, from, to }) => ({
      calendarId: `w-${day.slice(0, 3)}-${batch}`,
      branchId,
      day,
      session,
      batch,
      startTime: from,
      endTime: to,
      serviceId: null,
      maxSlots: places + 2,
      aiSlots: places,
      status: 'OPEN' as const,
    })),
  );
}

export interface SiteParts {
  readonly zone: string;
  readonly places: number;
  /** Epoch ms. */
  readonly now: () => number;
  /** Told of each record as it is after a change; `isNew` where it was just made. */
  readonly onRecord: (record: Appointment, isNew: boolean) => void;
}

/** HuskyVoice in the simulation: the sandbox's own state, bookings, schedule, lists, admission and answers, without HTTP. */
export class Site {
  readonly state: ClinicState;
  readonly bookings: Bookings;
  readonly keys: Map<string, ApiKey>;
  readonly #now: () => number;
  readonly #config: SandboxConfig;
  #admission: Admission;
  #made = 0;

  constructor({ zone, places, now, onRecord }: SiteParts) {
    this.#config = {
      org: {
        timezone: zone,
        preventDuplicateBookings: true,
        allowCancellation: true,
        cancellationNoticeHours: 0,
      },
      rateLimitPerMinute: 60,
      dailyQuota: null,
      apiKeys: [{ key: apiKey, scopes }],
      branches: [{ branchId, name: 'Main' }],
      services,
      windows: windowsWith(places),
    };
    this.#now = now;
    this.keys = new Map(this.#config.apiKeys.map((entry) => [entry.key, entry]));
    this.#admission = new Admission(this.#config, this.keys);
    this.state = new ClinicState(this.#config);
    const journal = {
      append: (entry: Parameters<ClinicState['apply']>[0]) => {
        if (entry.kind !== 'appointment') return;
        onRecord(entry.appointment, this.state.appointment(entry.appointment.appointmentId) === undefined);
      },
      close: () => undefined,
    };
    this.bookings = new Bookings(this.state, journal, { now }, () => {
      this.#made += 1;
      return `appt_${String(this.#made).padStart(4, '0')}`;
    });
  }

  /** Carries out one request now. */
  answer(request: ApiRequest, key: string): HttpAnswer {
    const away = this.#admission.check(key, this.#now());
    const [path = '', query = ''] = request.path.split('?');
    const turnedAway = away ?? this.#admission.checkScope(key, scopeOf(request, path));
    return this.#http(turnedAway ?? this.#route(request, path, Object.fromEntries(new URLSearchParams(query))));
  }

  /** Somebody else uses the key until the minute holds no more. */
  fillMinute(): void {
    while (this.#admission.check(apiKey, this.#now()) === null);
  }

  /** The account's quota of the day is used up, or is bought anew. */
  useUpQuota(usedUp: boolean): void {
    this.#admission = new Admission({ ...this.#config, dailyQuota: usedUp ? 0 : null }, this.keys);
  }

  /** An answer of a gateway or of a server in trouble. */
  trouble(status: number): HttpAnswer {
    return { ...this.#http({ status, body: null }), contentType: 'text/html', text: '<html>trouble</html>' };
  }

  records(): readonly Appointment[] {
    return this.state.allAppointments();
  }

  #http(answer: Answer | TurnedAway): HttpAnswer {
    const headers = 'headers' in answer ? answer.headers : {};
    return {
      status: answer.status,
      contentType: 'application/json; charset=utf-8',
      retryAfter: headers['retry-after'] ?? null,
      date: new Date(this.#now()).toUTCString(),
      text: JSON.stringify(answer.body),
    };
  }

  #route(request: ApiRequest, path: string, parameters: unknown): Answer {
    switch (path) {
      case '/appointment-config':
        return configAnswer(this.state);
      case '/services':
        return servicesAnswer(this.state);
      case '/appointment-slots/availability':
        return availabilityAnswer(parameters, this.state);
      case '/appointment-slots/schedule-tracking':
        return trackingAnswer(parameters, this.state);
      case '/appointments':
        return request.method === 'POST'
          ? createAnswer(JSON.parse(request.body ?? ''), this.bookings)
          : listAnswer(parameters, this.state);
      default: {
        const id = decodeURIComponent(path.slice('/appointments/'.length));
        if (request.method === 'GET') return appointmentAnswer(id, this.state);
        if (this.state.appointment(id) === undefined) return unknownIdAnswer;
        return updateAnswer(id, JSON.parse(request.body ?? ''), this.bookings);
      }
    }
  }
}

function scopeOf(request: ApiRequest, path: string): Scope {
  if (path.startsWith('/appointment-slots/')) return 'slots:read';
  return request.method === 'GET' ? 'appointments:read' : 'appointments:write';
}
