import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppointmentIndex, applyPlacement, decideCreate, decideUpdate } from '../../shared/booking/index.ts';
import type { ClinicSnapshot, CreateOutcome, UpdateOutcome } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { zonesThatBite } from '../booking/zones.ts';
import { BookingModel } from './booking-model.ts';
import type { ModelAnswer } from './booking-model.ts';
import { momentsOf, worldIn } from './booking-worlds.ts';
import type { Command, World } from './booking-worlds.ts';

const casesPerZone = 1_000;
const leastCases = 10_000;

/** What was really looked at: a property that generates nothing of worth would pass too. */
const looked = { cases: 0, words: new Map<string, number>() };

/** The engine as a caller has it: snapshot, index, and recording what it grants. */
class EngineClinic {
  readonly appointments = new AppointmentIndex();
  snapshot: ClinicSnapshot;

  constructor(world: World) {
    this.snapshot = { ...world.clinic, appointments: this.appointments };
  }

  create(body: unknown, id: string, now: number): ModelAnswer {
    const outcome = decideCreate(body, this.snapshot, now);
    if (outcome.kind !== 'created') return answerOf(outcome);
    const record = applyPlacement(outcome.placement, id, now);
    this.appointments.put(record);
    return { word: 'created', record };
  }

  update(id: string, body: unknown, now: number): ModelAnswer {
    const outcome = decideUpdate(id, body, this.snapshot, now);
    if (outcome.kind === 'updated') this.appointments.put(outcome.appointment);
    return answerOf(outcome);
  }
}

function answerOf(outcome: Exclude<CreateOutcome, { kind: 'created' }> | UpdateOutcome): ModelAnswer {
  if (outcome.kind === 'updated') return { word: 'updated', record: outcome.appointment };
  if (outcome.kind === 'unchanged') return { word: 'unchanged', existingId: outcome.appointment.appointmentId };
  if (outcome.kind === 'idempotent') return { word: 'idempotent', existingId: outcome.existing.appointmentId };
  if (outcome.code === 'VALIDATION_ERROR') return { word: outcome.code, field: outcome.field };
  if (outcome.code === 'DUPLICATE_BOOKING') return { word: outcome.code, existingId: outcome.existing.appointmentId };
  return { word: outcome.code };
}

/** Plays one world on both sides and compares every answer. */
function play(world: World): void {
  const engine = new EngineClinic(world);
  const model = new BookingModel(world.clinic);
  let now = world.now;
  for (const [step, command] of world.commands.entries()) {
    const id = `a${String(step)}`;
    if (command.kind === 'create') {
      compare(engine.create(command.body, id, now), model.create(command.body, id, now));
    } else if (command.kind === 'update') {
      const target = command.target === null ? undefined : model.records[command.target % model.records.length];
      const targetId = target?.appointmentId ?? 'nobody';
      compare(engine.update(targetId, command.body, now), model.update(targetId, command.body, now));
    } else if (command.kind === 'import') {
      engine.appointments.put(command.record);
      model.put(command.record);
    } else if (command.kind === 'time passes') {
      now += command.ms;
    } else {
      changeClinic(command, engine, model);
    }
  }
  const byId = (a: Appointment, b: Appointment): number => (a.appointmentId < b.appointmentId ? -1 : 1);
  const kept = model.records.map((record) => engine.appointments.byId(record.appointmentId)!);
  expect(kept.sort(byId)).toEqual(model.records.toSorted(byId));
  expect(engine.appointments.size).toBe(model.records.length);
}

function compare(ours: ModelAnswer, known: ModelAnswer): void {
  expect(ours).toEqual(known);
  looked.words.set(known.word, (looked.words.get(known.word) ?? 0) + 1);
}

function changeClinic(
  command: Extract<Command, { kind: 'override' | 'window' | 'config' | 'service goes' }>,
  engine: EngineClinic,
  model: BookingModel,
): void {
  const clinic = model.clinic;
  if (command.kind === 'override') clinic.overrides = [...clinic.overrides, command.override];
  else if (command.kind === 'config') clinic.config = { ...clinic.config, ...command.change };
  else if (command.kind === 'service goes') clinic.services = clinic.services.slice(1);
  else {
    clinic.windows = clinic.windows.map((window, at) =>
      at === command.at ? { ...window, ...command.change } : window,
    );
  }
  engine.snapshot = { ...clinic, appointments: engine.appointments };
}

describe('the engine and the slow model', () => {
  test.each(zonesThatBite)('VAL … UPD: give the same answer to every request in %s', (timezone) => {
    fc.assert(
      fc.property(worldIn(timezone, momentsOf(timezone)), (world) => {
        looked.cases += 1;
        play({ ...world, clinic: { ...world.clinic } });
      }),
      { numRuns: casesPerZone },
    );
  });

  test('at least ten thousand cases ran, and every answer that there is was given many times', () => {
    expect(looked.cases).toBeGreaterThanOrEqual(leastCases);
    const answers = [
      'created',
      'idempotent',
      'updated',
      'unchanged',
      'VALIDATION_ERROR',
      'PAST_APPOINTMENT',
      'NOT_FOUND',
      'SLOT_FULL',
      'SLOT_INACTIVE',
      'DUPLICATE_BOOKING',
      'CANCELLATION_NOT_ALLOWED',
      'INVALID_APPOINTMENT_TYPE',
      'OUTSIDE_AVAILABILITY',
    ];
    for (const answer of answers) expect([answer, (looked.words.get(answer) ?? 0) >= 50]).toEqual([answer, true]);
  });
});
