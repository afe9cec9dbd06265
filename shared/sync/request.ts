import type { ApiOperation, CreateBody, PatchBody } from '../api/operation.ts';
import { referenceOf, type Booking, type Intent } from '../model/booking.ts';

/** The documented numbers; any other is sent as it was typed. */
const indianNumber = /^\+91\d{10}$/;

/** The POST of a booking's current generation. */
export function createRequest(booking: Booking): Extract<ApiOperation, { op: 'create' }> {
  const { place, patient, phoneKey } = booking;
  const body: CreateBody = {
    appointment_type: place.serviceId,
    appointment_date: place.startsAt,
    patient_name: patient.name,
    parent_phone: indianNumber.test(phoneKey) ? phoneKey : patient.phone,
    branch_id: place.branchId,
    session: place.session,
    external_reference_id: referenceOf(booking),
  };
  if (place.batch !== '') body.batch = place.batch;
  if (booking.assignedDoctor !== null) body.assigned_doctor = booking.assignedDoctor;
  return { op: 'create', body };
}

/** The PATCH that carries out an intent on a record. */
export function patchRequest(appointmentId: string, intent: Intent): Extract<ApiOperation, { op: 'patch' }> {
  return { op: 'patch', appointmentId, body: patchBody(intent) };
}

function patchBody(intent: Intent): PatchBody {
  switch (intent.kind) {
    case 'cancel':
      return { status: 'cancelled' };
    case 'complete':
      return { status: 'completed' };
    case 'restore':
      return { status: 'confirmed' };
    case 'reschedule': {
      const { startsAt, session, batch } = intent.place;
      return batch === '' ? { appointment_date: startsAt, session } : { appointment_date: startsAt, session, batch };
    }
  }
}
