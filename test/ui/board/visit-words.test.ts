import { expect, test } from 'vitest';
import type { AppointmentView, SyncMark } from '../../../renderer/desk/contract.ts';
import { canPrint, visitWords } from '../../../renderer/features/board/visit-words.ts';
import type { Life } from '../../../shared/model/booking.ts';
import { visitStateWords } from '../../../renderer/ui/marks.tsx';
import { fixtureRow } from '../../fixtures/desk.ts';

const at = '2026-06-15T06:00:00Z';
const refusal = { code: 'SLOT_FULL', message: 'full', status: 409, at };
const lives: readonly Life[] = [
  { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
  { state: 'IN_FLIGHT', attempts: 1, sentAt: at, intent: null },
  { state: 'UNKNOWN', attempts: 1, sentAt: at, quietUntil: at, intent: null, lastRefusal: null },
  { state: 'NEEDS_REBOOK', since: at, refusal },
  { state: 'VISIT_UNREPORTED', since: at, refusal },
  { state: 'WAITING_LIST', since: at },
  { state: 'CANCELLED_LOCAL', cancelledAt: at },
];

function rowWith(life: Life | null, mark: SyncMark): AppointmentView {
  return { ...fixtureRow(30), own: life !== null, visit: 'booked', life, mark };
}

test('only a record that the server has is called confirmed', () => {
  for (const mark of ['waiting', 'needs-you', 'kept-here', 'waiting-list', 'not-sent'] as const) {
    for (const life of lives) expect(visitWords(rowWith(life, mark)).heading).not.toBe('board.visit.confirmed');
  }
  expect(visitWords(rowWith(null, 'confirmed')).heading).toBe('board.visit.confirmed');
});

test('a slip is printed while its token stands: of a booking that is to be moved, the one to come', () => {
  const row = { ...rowWith(null, 'waiting'), own: true };
  expect(canPrint(row)).toBe(true);
  expect(canPrint({ ...row, pending: 'move' })).toBe(true);
  expect(canPrint({ ...row, visit: 'cancelled' })).toBe(false);
});

test('VISIT-9: who is here while it was cancelled elsewhere is told as that', () => {
  const row = { ...rowWith(null, 'cancelled-there'), visit: 'called' } as const;
  expect(visitWords(row)).toMatchObject({ tone: 'bad', heading: 'common.mark.cancelled-there' });
  expect(visitWords({ ...row, visit: 'done' })).toMatchObject({ tone: 'info', heading: 'common.mark.cancelled-there' });
});

test('VISIT-12: who left after it was cancelled elsewhere is told as that, not as cancelled', () => {
  const row = { ...rowWith(null, 'cancelled-there'), visit: 'left' } as const;
  expect(visitWords(row)).toMatchObject({ heading: 'board.visit.left', body: 'board.visit.left-body' });
  expect(visitStateWords('left')).toBe('common.visit.left');
});

test('what was cancelled at this desk is not told as cancelled at HuskyVoice', () => {
  const row = { ...rowWith(null, 'cancelled-here'), visit: 'cancelled' } as const;
  expect(visitWords(row).heading).toBe('change.done.cancel.done');
});
