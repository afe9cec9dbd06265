import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BookingDraft } from '../../renderer/desk/contract.ts';
import { isUnsent, referenceOf } from '../../shared/model/booking.ts';
import { weekdaySchema } from '../../shared/model/clinic.ts';
import type { FaultBody } from '../sandbox/fault-plan.ts';
import { sandboxConfig, startSandbox } from '../sandbox/server.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { Chance } from '../sync/world/chance.ts';
import { listenTo, reachDesk, storm, type StormWord } from './booking-storm.ts';
import { readDeskRecords } from './desk-records.ts';
import { expect, test, type LaunchedDesk } from './desk.ts';
import { startFrontServer, type FrontServer } from './front-server.ts';
import { prepareFolder } from './prepared-folder.ts';

const kills = 30;
const seed = 20_260_615;
/** The storm, and then the quiet period of whatever was being sent at the last kill. A limit against hanging, in milliseconds. */
const HANGING_MS = 480_000;
const SENT_WITHIN_MS = 240_000;

/** 9:35 in Chennai, on a Monday. */
const morning = Date.parse('2026-06-15T04:05:00Z');
const branchId = 'b-storm';
const serviceId = 'checkup';

/** One branch, one service and a window a day that nothing fills. */
const clinic = sandboxConfig({
  org: {
    timezone: 'Asia/Kolkata',
    prevent_duplicate_bookings: true,
    allow_cancellation: true,
    cancellation_notice_hours: 0,
  },
  rate_limit_per_minute: 100_000,
  api_keys: [{ key: sampleKey, scopes: ['appointments:read', 'appointments:write', 'slots:read'] }],
  branches: [{ branch_id: branchId, name: 'Storm' }],
  services: [{ service_id: serviceId, name: 'Checkup' }],
  windows: weekdaySchema.options.map((day) => ({
    calendar_id: `w-${day}`,
    branch_id: branchId,
    day,
    session: 'Morning',
    batch: 'MA',
    start_time: '00:00',
    end_time: '23:59',
    max_slots: 1000,
  })),
});

/** When the plug is pulled. `booking`: as the next one is being booked. `sending`: as the next one arrives at the server. */
type Moment = 'window-open' | 'booked' | 'booking' | 'sending';

interface Round {
  readonly moment: Moment;
  /** Bookings that are acknowledged before it. */
  readonly after: number;
  readonly fault: FaultBody;
}

/** What goes wrong at the server meanwhile. Silence only where the moment does not wait for the network: it lasts 15 s. */
function faultOf(chance: Chance, moment: Moment): FaultBody {
  const modes = ['lose-response', 'error', 'slow', 'refuse'] as const;
  const mode = moment === 'sending' || chance.happens(0.7) ? chance.pick(modes) : ('timeout' as const);
  const path = chance.happens(0.7) ? { path: '/v1/appointments' } : {};
  return { mode: mode ?? 'error', count: 1 + chance.below(3), status: 500, ms: 50 + chance.below(300), ...path };
}

function roundsOf(chance: Chance): readonly Round[] {
  return Array.from({ length: kills }, () => {
    const moment: Moment =
      chance.pick(['window-open', 'booked', 'booking', 'sending', 'sending', 'sending'] as const) ?? 'booked';
    return { moment, after: 1 + chance.below(4), fault: faultOf(chance, moment) };
  });
}

test('LIFE-1, LIFE-3: killed at 30 moments of a storm of bookings, the desk misses none that it acknowledged and sends none twice', async ({
  launch,
}) => {
  test.setTimeout(HANGING_MS);
  const begun = Date.now();
  const now = (): number => morning + (Date.now() - begun);
  const sandbox = await startSandbox({ now: morning, config: clinic });
  const front = await startFrontServer(sandbox.url, now);
  const userData = prepareFolder(test.info().outputPath('desk'), { settings: { apiUrl: front.url, branchId } });
  const start = (): Promise<LaunchedDesk> => {
    // As if the minute were over: each start has the minute's requests for itself.
    rmSync(join(userData, 'request-budget.json'), { force: true });
    return launch({ userData, env: { HUSKY_API_KEY: sampleKey, HUSKY_NOW: new Date(now()).toISOString() } });
  };
  const ledger = new Ledger();
  const again = watchForRepeats(front, sandbox.url);
  try {
    await fetchClinic(await start());
    for (const [index, round] of roundsOf(new Chance(seed)).entries()) {
      await plan(sandbox.url, round.fault);
      await strike(await start(), round, index, front, ledger);
    }
    await plan(sandbox.url, { mode: 'none' });
    const { page, complaints } = await start();
    await reachDesk(page);
    await expect
      .poll(async () => (await readDeskRecords(page)).bookings.filter(({ life }) => isUnsent(life)).length, {
        timeout: SENT_WITHIN_MS,
      })
      .toBe(0);
    await ledger.compare(page);
    const records = await recordsAt(sandbox.url);
    const { bookings } = await readDeskRecords(page);
    expect(bookings.map((booking) => [booking.life.state, booking.patient.phone])).toEqual(
      bookings.map(({ patient }) => ['SYNCED', patient.phone]),
    );
    // Each booking by the ref that it ended with, and each patient, exactly once: nothing is missing, nothing is doubled.
    expect(records.map(({ external_reference_id }) => external_reference_id).sort()).toEqual(
      bookings.map(referenceOf).sort(),
    );
    expect(new Set(records.map(({ parent_phone }) => parent_phone)).size).toBe(bookings.length);
    expect(new Set(bookings.map(({ token }) => token)).size).toBe(bookings.length);
    expect(again).toEqual([]);
    expect(complaints).toEqual([]);
    // The storm was one: bookings were acknowledged all along, and kills met requests under way.
    expect(ledger.acknowledged).toBeGreaterThan(kills);
    const interrupted = bookings.filter(({ audit }) => audit.some(({ what }) => what === 'outcome not known: stopped'));
    expect(interrupted.length).toBeGreaterThan(kills / 6);
  } finally {
    await front.close();
    await sandbox.close();
  }
});

/** What was acknowledged, written down where no kill reaches it. */
class Ledger {
  readonly #tokens = new Map<string, string>();

  get acknowledged(): number {
    return this.#tokens.size;
  }

  note({ bookingId, token }: { readonly bookingId: string; readonly token: string }): void {
    this.#tokens.set(bookingId, token);
  }

  /** Every booking that was acknowledged lies on the desk's disk, with the token that was told. */
  async compare(page: LaunchedDesk['page']): Promise<void> {
    const held = new Map((await readDeskRecords(page)).bookings.map(({ bookingId, token }) => [bookingId, token]));
    expect([...this.#tokens].filter(([bookingId, token]) => held.get(bookingId) !== token)).toEqual([]);
  }
}

async function fetchClinic(desk: LaunchedDesk): Promise<void> {
  await expect(desk.page.getByText('places left today')).toBeVisible();
  await desk.kill();
}

/** One life of the desk: it finds everything, books, and is killed at the round's moment. */
async function strike(
  desk: LaunchedDesk,
  round: Round,
  index: number,
  front: FrontServer,
  ledger: Ledger,
): Promise<void> {
  if (round.moment === 'window-open') return desk.kill();
  const { page } = desk;
  let strikeNow = (): void => undefined;
  const struck = new Promise<void>((resolve) => {
    strikeNow = resolve;
  });
  const refused: string[] = [];
  let booked = 0;
  await listenTo(page, (word: StormWord) => {
    if (word.kind === 'not-booked') refused.push(word.why);
    if (word.kind === 'booked') {
      ledger.note(word);
      booked += 1;
    }
    const due =
      booked >= round.after && (round.moment === 'booked' || (round.moment === 'booking' && word.kind === 'begins'));
    if (due || refused.length > 0) strikeNow();
  });
  await reachDesk(page);
  await ledger.compare(page);
  if (round.moment === 'sending') {
    const watching = front.onRequest;
    front.onRequest = async (request) => {
      await watching(request);
      if (request.method === 'POST' && booked >= round.after) strikeNow();
    };
    await strikeAt(desk, round, index, struck);
    front.onRequest = watching;
  } else {
    await strikeAt(desk, round, index, struck);
  }
  expect(refused).toEqual([]);
}

async function strikeAt(desk: LaunchedDesk, round: Round, index: number, struck: Promise<void>): Promise<void> {
  const more = round.moment === 'booking' ? 1 : 0;
  const drafts = Array.from({ length: round.after + more }, (_, of) => draftOf(index * 10 + of));
  const over = storm(desk.page, drafts).then(
    () => undefined,
    // The page went with the desk.
    () => undefined,
  );
  await struck;
  await desk.kill();
  await over;
}

function draftOf(person: number): BookingDraft {
  return {
    phone: `98410${String(10_000 + person)}`,
    name: `Patient ${'ABCDEFGHIJ'[person % 10] ?? ''}`,
    serviceId,
    bookAt: null,
    calendarId: null,
    doctor: null,
    note: null,
    walkIn: false,
    basis: 'place',
  };
}

/** Refs that were posted although the server had a record of them. */
function watchForRepeats(front: FrontServer, url: string): readonly string[] {
  const again: string[] = [];
  front.onRequest = async ({ method, body }) => {
    if (method !== 'POST') return;
    const { external_reference_id: ref } = z.object({ external_reference_id: z.string() }).parse(JSON.parse(body));
    const known = await recordsAt(url);
    if (known.some((record) => record.external_reference_id === ref)) again.push(ref);
  };
  return again;
}

async function plan(url: string, fault: FaultBody): Promise<void> {
  const answer = await fetch(`${url}/sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
  expect(answer.status).toBe(200);
}

async function recordsAt(
  url: string,
): Promise<readonly { external_reference_id: string | null; parent_phone: string }[]> {
  const shape = z.object({
    data: z.array(z.object({ external_reference_id: z.nullable(z.string()), parent_phone: z.string() })),
  });
  return shape.parse(await (await fetch(`${url}/sandbox/appointments`)).json()).data;
}
