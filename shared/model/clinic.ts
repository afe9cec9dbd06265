import { z } from 'zod/mini';
import { localDateSchema, sessionSchema } from './appointment.ts';

/** Day of the week of a repeating window, in the organisation's zone [D]. */
export const weekdaySchema = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
export type Weekday = z.infer<typeof weekdaySchema>;

/** Wall-clock time HH:mm in the organisation's zone, 00:00 to 24:00 (24:00 only as an end). */
export const wallTimeSchema = z
  .string()
  .check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time as HH:mm'));

export const windowStatusSchema = z.enum(['OPEN', 'CLOSED']);

/** The organisation's rules, `GET /v1/appointment-config` [S, D]. */
export const orgConfigSchema = z.object({
  /** IANA zone; every wall clock of the product is in it, never in the device's. */
  timezone: z.string(),
  preventDuplicateBookings: z.boolean(),
  allowCancellation: z.boolean(),
  cancellationNoticeHours: z.number().check(z.nonnegative()),
});
export type OrgConfig = z.infer<typeof orgConfigSchema>;

export const branchSchema = z.object({ branchId: z.string(), name: z.string() });
export type Branch = z.infer<typeof branchSchema>;

export const serviceSchema = z.object({ serviceId: z.string(), name: z.string() });
export type Service = z.infer<typeof serviceSchema>;

/** A window that repeats weekly [D]. Start inclusive, end exclusive [O]. */
export const calendarWindowSchema = z.object({
  calendarId: z.string(),
  branchId: z.string(),
  day: weekdaySchema,
  session: sessionSchema,
  batch: z.string(),
  startTime: wallTimeSchema,
  endTime: wallTimeSchema,
  /** Null, or the one service the window serves. */
  serviceId: z.nullable(z.string()),
  /** All places of the window, per service. */
  maxSlots: z.int().check(z.nonnegative()),
  /** Places open to API bookings, per service; null means `maxSlots` [D]. */
  aiSlots: z.nullable(z.int().check(z.nonnegative())),
  status: windowStatusSchema,
});
export type CalendarWindow = z.infer<typeof calendarWindowSchema>;

/** What one date changes of a weekly window (schedule tracking) [O]. A null service means all services. */
export const dateOverrideSchema = z.object({
  calendarId: z.string(),
  date: localDateSchema,
  serviceId: z.nullable(z.string()),
  status: z.optional(windowStatusSchema),
  aiSlots: z.optional(z.nullable(z.int().check(z.nonnegative()))),
  maxSlots: z.optional(z.int().check(z.nonnegative())),
});
export type DateOverride = z.infer<typeof dateOverrideSchema>;
