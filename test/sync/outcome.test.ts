import { describe, expect, it } from 'vitest';
import type { ApiReply } from '../../shared/api/reply.ts';
import { outcomeOfCreate, outcomeOfPatch } from '../../shared/sync/outcome.ts';
import { redactWords } from '../../shared/sync/redact.ts';
import { monday } from './world/bookings.ts';

const refused = (status: number, code: string, message = 'no'): ApiReply<never> => ({
  kind: 'refused',
  status,
  code,
  message,
  existingId: code === 'DUPLICATE_BOOKING' ? 'appt-9' : null,
  serverDate: null,
});

describe('what a reply means for a POST', () => {
  it.each([
    ['OUT-2', 409, 'SLOT_FULL', 'no-place'],
    ['OUT-2', 409, 'SLOT_INACTIVE', 'no-place'],
    ['OUT-2', 422, 'OUTSIDE_AVAILABILITY', 'no-place'],
    ['OUT-1', 400, 'SLOT_FULL', 'no-place'],
    ['OUT-3', 409, 'DUPLICATE_BOOKING', 'duplicate'],
    ['OUT-4', 400, 'PAST_APPOINTMENT', 'past'],
    ['OUT-6', 400, 'VALIDATION_ERROR', 'rejected'],
    ['OUT-6', 422, 'INVALID_APPOINTMENT_TYPE', 'rejected'],
    ['OUT-6', 409, 'TOO_FAR_AHEAD', 'rejected'],
    ['OUT-7', 401, 'UNAUTHORIZED', 'not-carried-out'],
    ['OUT-7', 402, 'QUOTA_EXCEEDED', 'not-carried-out'],
    ['OUT-7', 403, 'INSUFFICIENT_SCOPE', 'not-carried-out'],
    ['OUT-7', 429, 'RATE_LIMIT_EXCEEDED', 'not-carried-out'],
    ['OUT-8', 408, 'TIMEOUT', 'uncertain'],
    ['OUT-8', 302, 'FOUND', 'uncertain'],
    ['OUT-8', 500, 'SLOT_FULL', 'uncertain'],
    ['OUT-9', 404, 'NOT_FOUND', 'not-carried-out'],
    ['OUT-9', 405, 'NOT_ALLOWED', 'not-carried-out'],
  ])('%s: %i %s is %s', (_, status, code, kind) => {
    expect(outcomeOfCreate(refused(status, code), monday).kind).toBe(kind);
  });

  it('OUT-3: a duplicate carries the id of the existing appointment', () => {
    expect(outcomeOfCreate(refused(409, 'DUPLICATE_BOOKING'), monday)).toMatchObject({ existingId: 'appt-9' });
  });

  it('OUT-7, OUT-8: no answer is uncertain unless the request certainly never left', () => {
    const silence = { kind: 'no-answer', cause: 'reset', detail: '' } as const;
    expect(outcomeOfCreate({ ...silence, sent: false }, monday)).toMatchObject({
      kind: 'not-carried-out',
      left: false,
    });
    expect(outcomeOfCreate({ ...silence, sent: true }, monday).kind).toBe('uncertain');
  });

  it('OUT-7: our own budget, a rate limit and a missing key carry nothing out', () => {
    const retryAt = new Date(monday).toISOString();
    expect(outcomeOfCreate({ kind: 'budget', heldByServer: false, retryAt }, monday)).toMatchObject({
      kind: 'not-carried-out',
      left: false,
    });
    expect(outcomeOfCreate({ kind: 'rate-limited', retryAt }, monday)).toMatchObject({
      kind: 'not-carried-out',
      left: true,
    });
    expect(outcomeOfCreate({ kind: 'not-configured', missing: 'key' }, monday).kind).toBe('not-carried-out');
  });

  it('OUT-9: a 404 to a PATCH is the API speaking: the record is not there', () => {
    expect(outcomeOfPatch(refused(404, 'NOT_FOUND'), monday).kind).toBe('rejected');
  });
});

describe("a server's words", () => {
  it('LOG-1: lose every phone number and name, and are kept short', () => {
    expect(redactWords('Aadhi (+91 98400-12345) has 2 bookings', ['Aadhi'])).toBe('••• (•••) has 2 bookings');
    expect(redactWords('९८४०० १२३४५ is taken')).toBe('••• is taken');
    expect(redactWords('x'.repeat(1_000))).toHaveLength(301);
  });
});
