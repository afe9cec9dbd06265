import { z } from 'zod';
import {
  appointmentStatusSchema,
  localDateSchema,
  sessionSchema,
  type Appointment,
} from '../../shared/model/appointment.ts';
import { windowStatusSchema } from '../../shared/model/clinic.ts';

const appointmentSchema = z.strictObject({
  appointmentId: z.string(),
  serviceId: z.string(),
  branchId: z.string(),
  date: localDateSchema,
  session: sessionSchema,
  batch: z.string(),
  token: z.string().nullable(),
  patientName: z.string(),
  parentPhone: z.string(),
  assignedDoctor: z.string().nullable(),
  notes: z.string().nullable(),
  status: appointmentStatusSchema,
  externalReferenceId: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  calendarId: z.string().nullable(),
  startsAt: z.iso.datetime().nullable(),
}) satisfies z.ZodType<Appointment>;

/** What a window, or one date of it, was changed to; fields that are left out stay as they are. */
const windowChangeSchema = z.strictObject({
  calendarId: z.string(),
  /** Null changes every week. */
  date: z.iso.date().nullable(),
  status: z.enum(windowStatusSchema.options).optional(),
  aiSlots: z.int().nonnegative().nullable().optional(),
});
export type WindowChange = z.infer<typeof windowChangeSchema>;

/** One line of the journal. Both kinds say the whole of what they change, so a line applied twice changes nothing. */
export const journalEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('appointment'), appointment: appointmentSchema }),
  z.strictObject({ kind: z.literal('window'), change: windowChangeSchema }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;
