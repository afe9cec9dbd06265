import type { Appointment } from '../model/appointment.ts';
import type { CalendarWindow, DateOverride, OrgConfig, Service } from '../model/clinic.ts';

/** One date's windows as `GET …/availability` shows them: open ones only, every branch the key sees. */
export interface DayAvailability {
  readonly date: string;
  readonly windows: readonly CalendarWindow[];
  /** Per calendar_id: active appointments of all services together. */
  readonly filled: Readonly<Record<string, number>>;
}

/** One date's tracking records, closed ones too. */
export interface DayTracking {
  readonly date: string;
  readonly windows: readonly CalendarWindow[];
  readonly overrides: readonly DateOverride[];
}

export interface AppointmentPage {
  readonly appointments: readonly Appointment[];
  readonly page: number;
  readonly totalPages: number;
  readonly total: number;
}

export interface ApiResults {
  config: OrgConfig;
  services: readonly Service[];
  availability: DayAvailability;
  tracking: DayTracking;
  list: AppointmentPage;
  get: Appointment;
  create: { readonly appointment: Appointment; readonly idempotent: boolean };
  patch: Appointment;
}

/**
 * How a call ended. `sent` tells whether the request may have reached the server: only where it is false may a POST be
 * repeated without looking first.
 */
export type ApiReply<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly serverDate: string | null }
  /** The server answered with an error code; `message` empty where it said nothing; `existingId` for DUPLICATE_BOOKING. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly existingId: string | null;
      readonly serverDate: string | null;
    }
  /** 429: nobody may send before `retryAt` (ISO UTC, from Retry-After). The request was not carried out. */
  | { readonly kind: 'rate-limited'; readonly retryAt: string }
  /** Nothing was sent: the minute's requests are used up, or an earlier Retry-After still holds (`heldByServer`). */
  | { readonly kind: 'budget'; readonly retryAt: string; readonly heldByServer: boolean }
  /** Nothing was sent: this device's part of the day's requests is used up until `retryAt` (ISO UTC). */
  | { readonly kind: 'used-up'; readonly retryAt: string }
  /** No whole, well-formed answer. */
  | { readonly kind: 'no-answer'; readonly cause: NoAnswerCause; readonly sent: boolean; readonly detail: string }
  /** Nothing was sent: no address or no key has been entered. */
  | { readonly kind: 'not-configured'; readonly missing: 'address' | 'key' };

export const noAnswerCauses = [
  'no-network', // no interface is up
  'no-route', // a network is there, and no way from it to the internet
  'dns', // the name is unknown
  'refused', // nothing listens there
  'tls', // the certificate is not trusted, or it is not TLS
  'timeout',
  'reset', // the connection broke, also half an answer
  'not-json', // HTML or something else answered: a captive portal, a proxy, a wrong address
  'not-api', // 404 where the API has its endpoints: the address is wrong
  'bad-shape', // JSON, but not what the contract says
  'server-error', // 5xx
] as const;

export type NoAnswerCause = (typeof noAnswerCauses)[number];
