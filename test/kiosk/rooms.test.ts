import { describe, expect, it } from 'vitest';
import { roomsOf, type RoomVisit } from '../../shared/kiosk/rooms.ts';

const NOON = Date.parse('2026-06-15T06:30:00Z');

function visit(token: string | null, changes: Partial<RoomVisit> = {}): RoomVisit {
  return {
    token,
    visit: 'arrived',
    windowOrder: 0,
    arrivedAt: NOON,
    doctor: 'Dr Meena Iyer',
    session: 'Morning',
    batch: 'MA',
    visitSince: NOON,
    ...changes,
  };
}

describe('rooms', () => {
  it('DISPLAY-1: are doctors; appointments without one form the room of their window', () => {
    const rooms = roomsOf([
      visit('A1'),
      visit('A2', { doctor: null }),
      visit('A3', { doctor: null, session: 'Evening', batch: 'EA' }),
      visit('A4', { doctor: 'Dr R. Balaji', session: 'Evening', batch: 'EA' }),
      visit('A5', { session: 'Evening', batch: 'EA', windowOrder: 4 }),
    ]);
    expect(rooms).toEqual([
      { doctor: 'Dr Meena Iyer', session: null, batch: null, serving: null, calledBefore: [], next: ['A1', 'A5'] },
      { doctor: null, session: 'Morning', batch: 'MA', serving: null, calledBefore: [], next: ['A2'] },
      { doctor: null, session: 'Evening', batch: 'EA', serving: null, calledBefore: [], next: ['A3'] },
      { doctor: 'Dr R. Balaji', session: null, batch: null, serving: null, calledBefore: [], next: ['A4'] },
    ]);
  });

  it('DISPLAY-1: tell tokens, and nothing else of anybody', () => {
    const known = { ...visit('A1', { visit: 'called' }), patientName: 'Lakshmi', phone: '9840021467' };
    expect(JSON.stringify(roomsOf([known]))).not.toMatch(/Lakshmi|98400/);
  });

  it.each(['called', 'with-doctor'] as const)('DISPLAY-2: whoever is %s last is served now', (state) => {
    const [room] = roomsOf([
      visit('A1', { visit: state, visitSince: NOON + 2 }),
      visit('A2', { visit: 'called', visitSince: NOON + 1 }),
      visit('A3', { visit: 'with-doctor', visitSince: NOON }),
      visit('A4', { visit: 'done', visitSince: NOON + 3 }),
    ]);
    expect(room?.serving).toEqual({ token: 'A1', since: NOON + 2 });
  });

  it('DISPLAY-2: who was called before and has not gone in stays, the latest first; who went in does not', () => {
    const [room] = roomsOf([
      visit('A1', { visit: 'called', visitSince: NOON + 1 }),
      visit('A2', { visit: 'called', visitSince: NOON + 4 }),
      visit('A3', { visit: 'with-doctor', visitSince: NOON + 3 }),
      visit('A4', { visit: 'called', visitSince: NOON + 2 }),
      visit('A5', { visit: 'called', visitSince: NOON }),
    ]);
    expect(room?.serving?.token).toBe('A2');
    expect(room?.calledBefore).toEqual([
      { token: 'A4', since: NOON + 2 },
      { token: 'A1', since: NOON + 1 },
    ]);
  });

  it('DISPLAY-2: next are the three whose turn it is: by window, then by arrival, then by token', () => {
    const [room] = roomsOf([
      visit('B1', { windowOrder: 1, arrivedAt: NOON - 9 }),
      visit('A4', { arrivedAt: NOON }),
      visit('A3', { arrivedAt: NOON }),
      visit('A2', { arrivedAt: NOON - 1 }),
      visit('A1', { visit: 'booked' }),
    ]);
    expect(room?.next).toEqual(['A2', 'A3', 'A4']);
  });

  it.each(['booked', 'done', 'no-show', 'cancelled'] as const)(
    'DISPLAY-3: a room where everybody is %s is not shown',
    (state) => {
      expect(roomsOf([visit('A1', { visit: state })])).toEqual([]);
    },
  );

  it('DISPLAY-3: who has no token is not shown, and holds up nobody', () => {
    expect(roomsOf([visit(null), visit(null, { visit: 'called' })])).toEqual([]);
    expect(roomsOf([visit(null), visit('A1')])[0]?.next).toEqual(['A1']);
    expect(roomsOf([])).toEqual([]);
  });
});
