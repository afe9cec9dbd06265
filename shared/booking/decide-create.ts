import { serviceOf, tableOf } from './clinic-table.ts';
import type { CreateOutcome } from './outcome.ts';
import { phoneKey } from './phone.ts';
import { placeAt, refuseDuplicate, refuseIfPast, refuseUnknownType } from './place.ts';
import type { Wish } from './place.ts';
import { parseCreate } from './request.ts';
import type { ClinicSnapshot } from './snapshot.ts';

/**
 * Decides `POST /v1/appointments` by the order of checks, steps 2 to 9. `body` is in wire names, as it came in; `now` is epoch ms UTC. What a
 * caller sent never makes it throw. Deciding and recording must be one step for the caller.
 */
export function decideCreate(body: unknown, snapshot: ClinicSnapshot, now: number): CreateOutcome {
  const table = tableOf(snapshot);
  const request = parseCreate(body, table);
  if (request.kind === 'refused') return request;

  if (request.externalReferenceId !== null) {
    const existing = snapshot.appointments.activeByReference(request.externalReferenceId);
    if (existing !== undefined) return { kind: 'idempotent', existing };
  }
  const isPast = refuseIfPast(request.instant, now);
  if (isPast !== null) return isPast;
  const service = serviceOf(table, request.appointmentType);
  if (service === undefined) return refuseUnknownType();

  const wish: Wish = {
    branchId: request.branchId,
    serviceId: service.serviceId,
    phoneKey: phoneKey(request.parentPhone),
    session: request.session,
    batch: request.batch,
    exceptId: undefined,
  };
  const place = placeAt(wish, request.instant, table, snapshot);
  if (place.kind === 'refused') return place;
  const duplicate = refuseDuplicate(wish, place.date, snapshot);
  if (duplicate !== null) return duplicate;

  return {
    kind: 'created',
    placement: {
      serviceId: service.serviceId,
      branchId: request.branchId,
      date: place.date,
      session: place.window.session,
      batch: place.window.batch,
      window: place.window,
      startsAt: place.startsAt,
      patientName: request.patientName,
      parentPhone: request.parentPhone,
      phoneKey: wish.phoneKey,
      assignedDoctor: request.assignedDoctor,
      notes: request.notes,
      externalReferenceId: request.externalReferenceId,
    },
  };
}
