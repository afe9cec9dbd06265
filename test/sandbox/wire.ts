import type { Appointment } from '../../shared/model/appointment.ts';
import type { CalendarWindow, OrgConfig, Service } from '../../shared/model/clinic.ts';

/** The contract's records in the contract's words; what is not documented is not in them. */

export function wireAppointment(appointment: Appointment) {
  return {
    appointment_id: appointment.appointmentId,
    appointment_type: appointment.serviceId,
    branch_id: appointment.branchId,
    date: appointment.date,
    session: appointment.session,
    batch: appointment.batch,
    token: appointment.token,
    patient_name: appointment.patientName,
    parent_phone: appointment.parentPhone,
    assigned_doctor: appointment.assignedDoctor,
    status: appointment.status,
    external_reference_id: appointment.externalReferenceId,
    created_at: appointment.createdAt,
    updated_at: appointment.updatedAt,
  };
}

/** The record whole, with what the sandbox knows beyond the API; only the test controls show it. */
export function wholeAppointment(appointment: Appointment) {
  return {
    ...wireAppointment(appointment),
    notes: appointment.notes,
    calendar_id: appointment.calendarId,
    start_time: appointment.startsAt,
  };
}

export function wireWindow(window: CalendarWindow) {
  return {
    calendar_id: window.calendarId,
    branch_id: window.branchId,
    day: window.day,
    session: window.session,
    batch: window.batch,
    start_time: window.startTime,
    end_time: window.endTime,
    appointment_type: window.serviceId,
    max_slots: window.maxSlots,
    ai_slots: window.aiSlots,
    status: window.status,
  };
}

export function wireService(service: Service) {
  return { service_id: service.serviceId, name: service.name };
}

export function wireConfig(config: OrgConfig) {
  return {
    timezone: config.timezone,
    prevent_duplicate_bookings: config.preventDuplicateBookings,
    allow_cancellation: config.allowCancellation,
    cancellation_notice_hours: config.cancellationNoticeHours,
  };
}

/** `POST` answers repeat the id and the token beside the record [S]. */
export function wireBooked(appointment: Appointment) {
  return {
    success: true,
    appointment_id: appointment.appointmentId,
    token: appointment.token,
    data: wireAppointment(appointment),
  };
}
