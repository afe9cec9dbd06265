import { z } from 'zod/mini';
import { localDateSchema, sessionSchema } from '../model/appointment.ts';

/**
 * What a kiosk and a waiting-room screen exchange with the desk (SPEC KIOSK-1, KIOSK-2). Strict: a field that is not named here does not pass.
 */

/** Epoch ms. */
const instantSchema = z.number().check(z.minimum(0));
/** HH:mm, organisation's zone. */
const wallTimeSchema = z.string().check(z.regex(/^\d{2}:\d{2}$/));
const idSchema = z.string().check(z.minLength(1), z.maxLength(200));
const phoneSchema = z.string().check(z.regex(/^\d{10}$/, 'ten digits'));
const tokenSchema = z.string().check(z.minLength(1), z.maxLength(40));
const shortTextSchema = z.string().check(z.maxLength(200));

/** Digits of the staff's way out (SPEC PIN-1). */
export const pinSchema = z.string().check(z.regex(/^\d{4,8}$/, '4 to 8 digits'));

/** A local date, and how many of its windows were shown before. */
const placesFromSchema = z.strictObject({ date: localDateSchema, skip: z.int().check(z.minimum(0)) });
export type PlacesFrom = z.infer<typeof placesFromSchema>;

/** Windows of a service from there on. */
const placesSchema = z.strictObject({ kind: z.literal('places'), serviceId: idSchema, from: placesFromSchema });
/** The window for somebody who is here without an appointment. */
const placeNowSchema = z.strictObject({ kind: z.literal('place-now'), serviceId: idSchema });
const bookSchema = z.strictObject({
  kind: z.literal('book'),
  phone: phoneSchema,
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  serviceId: idSchema,
  calendarId: idSchema,
  bookAt: instantSchema,
  /** Here now, without an appointment. */
  walkIn: z.boolean(),
});
const checkInSchema = z.strictObject({
  kind: z.literal('check-in'),
  by: z.union([
    z.strictObject({ phone: phoneSchema, letter: z.string().check(z.minLength(1), z.maxLength(8)) }),
    z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(200)) }),
  ]),
});

/** A kiosk asks main. */
export const kioskRequestSchema = z.discriminatedUnion('kind', [
  placesSchema,
  placeNowSchema,
  bookSchema,
  z.strictObject({ kind: z.literal('follow'), handle: idSchema }),
  z.strictObject({ kind: z.literal('print'), handle: idSchema }),
  checkInSchema,
]);
export type KioskRequest = z.infer<typeof kioskRequestSchema>;

/** Main asks the desk for a kiosk: by the booking, since the handles are main's (SPEC KIOSK-9). */
export const hostRequestSchema = z.discriminatedUnion('kind', [
  placesSchema,
  placeNowSchema,
  bookSchema,
  z.strictObject({ kind: z.literal('follow'), bookingId: idSchema }),
  z.strictObject({ kind: z.literal('print'), bookingId: idSchema, reprint: z.boolean() }),
  checkInSchema,
]);
export type HostRequest = z.infer<typeof hostRequestSchema>;

/** `not-here`: it has places, and this kiosk may give none of them now. */
const placeStateSchema = z.enum(['open', 'few', 'full', 'not-here']);
const kioskWindowSchema = z.strictObject({
  calendarId: idSchema,
  bookAt: instantSchema,
  startTime: wallTimeSchema,
  endTime: wallTimeSchema,
  /** That this kiosk may give. */
  places: z.int().check(z.minimum(0)),
  state: placeStateSchema,
});
export type KioskWindow = z.infer<typeof kioskWindowSchema>;

const kioskDaySchema = z.strictObject({ date: localDateSchema, windows: z.array(kioskWindowSchema) });
export type KioskDay = z.infer<typeof kioskDaySchema>;

/** `kept`: here, not sent yet. `staff`: something became of it that a person has to explain. */
const bookingStateSchema = z.enum(['kept', 'confirmed', 'practice', 'staff']);
export type KioskBookingState = z.infer<typeof bookingStateSchema>;

/** `not-now`: there are places later today. `over`: no more windows today. `unknown`: nobody here knows the places of the day. */
const notBookedSchema = z.enum(['no-places', 'not-now', 'over', 'unknown', 'closed', 'past', 'elsewhere', 'fields']);
export type NotBooked = z.infer<typeof notBookedSchema>;

const bookedFields = {
  kind: z.literal('booked'),
  token: tokenSchema,
  state: bookingStateSchema,
  date: localDateSchema,
  startTime: wallTimeSchema,
  endTime: wallTimeSchema,
};

const knownFields = {
  token: z.nullable(tokenSchema),
  initials: z.string().check(z.maxLength(24)),
  startTime: z.nullable(wallTimeSchema),
  endTime: z.nullable(wallTimeSchema),
};

const checkedInFields = {
  kind: z.literal('checked-in'),
  ...knownFields,
  /** People who are called before them (SPEC CHECK-IN-8). */
  before: z.int().check(z.minimum(0)),
};

/** What passes from the desk to the kiosk as it is. */
const answersForBoth = [
  /** `later`: where to go on from; null: nothing is known beyond. */
  z.strictObject({ kind: z.literal('places'), days: z.array(kioskDaySchema), later: z.nullable(placesFromSchema) }),
  z.strictObject({ kind: z.literal('place-now'), date: localDateSchema, window: kioskWindowSchema }),
  /**
   * Nothing is booked. `elsewhere`: the desk helps with it. Of several causes, so that it tells of none: not that a number has an appointment
   * (SPEC KIOSK-8).
   */
  z.strictObject({ kind: z.literal('not-booked'), why: notBookedSchema }),
  z.strictObject({ kind: z.literal('state'), state: bookingStateSchema }),
  z.strictObject({ kind: z.literal('printed') }),
  /** No printer took it. */
  z.strictObject({ kind: z.literal('not-printed') }),
  /** Called, or sent in, before they asked (SPEC CHECK-IN-7). `doctor`: who called them; null: nobody by name. */
  z.strictObject({ kind: z.literal('called'), ...knownFields, doctor: z.nullable(shortTextSchema) }),
  /** Staff have to say how it goes on with their appointment (SPEC CHECK-IN-7, CHECK-IN-9). */
  z.strictObject({ kind: z.literal('tell-desk') }),
  z.strictObject({ kind: z.literal('not-found') }),
  /** Nobody knows what came of it. */
  z.strictObject({ kind: z.literal('failed') }),
] as const;

/** The desk answers main. */
export const hostAnswerSchema = z.discriminatedUnion('kind', [
  ...answersForBoth,
  z.strictObject({ ...bookedFields, bookingId: idSchema }),
  z.strictObject(checkedInFields),
]);
export type HostAnswer = z.infer<typeof hostAnswerSchema>;

/** A desk is in sight on this computer, and calls who waits here (SPEC KIOSK-7). */
const callsHere = z.boolean();

/** Main answers a kiosk. */
export const kioskAnswerSchema = z.discriminatedUnion('kind', [
  ...answersForBoth,
  z.strictObject({ ...bookedFields, handle: idSchema, callsHere }),
  z.strictObject({ ...checkedInFields, callsHere }),
  /** Too many wrong answers (SPEC CHECK-IN-3). */
  z.strictObject({ kind: z.literal('ask-staff') }),
]);
export type KioskAnswer = z.infer<typeof kioskAnswerSchema>;

const callSchema = z.strictObject({ token: tokenSchema, since: instantSchema });

const roomSchema = z.strictObject({
  /** Null: the room of a window. */
  doctor: z.nullable(shortTextSchema),
  session: z.nullable(sessionSchema),
  batch: z.nullable(shortTextSchema),
  serving: z.nullable(callSchema),
  /** Who was called before that and has not gone in, the latest first; at most two. */
  calledBefore: z.array(callSchema).check(z.maxLength(2)),
  /** At most three. */
  next: z.array(tokenSchema).check(z.maxLength(3)),
});
export type Room = z.infer<typeof roomSchema>;

/** What everybody in the room may know. */
export const publicPictureSchema = z.strictObject({
  clinicName: shortTextSchema,
  branchName: shortTextSchema,
  /** When it was made. */
  at: instantSchema,
  timeZone: shortTextSchema,
  today: localDateSchema,
  /** HuskyVoice answers, so that what is booked is sent at once. */
  connected: z.boolean(),
  /** Of the sample clinic: nothing counts. */
  practice: z.boolean(),
  /** It can be booked: a branch is chosen and its clinic is known. */
  ready: z.boolean(),
  services: z.array(z.strictObject({ serviceId: idSchema, name: shortTextSchema })),
  rooms: z.array(roomSchema),
});
export type PublicPicture = z.infer<typeof publicPictureSchema>;
