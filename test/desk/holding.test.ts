import { describe, expect, it } from 'vitest';
import type { SyncCondition } from '../../renderer/desk/contract.ts';
import { clinicLacks, heldBy } from '../../renderer/desk/holding.ts';
import { sampleBranches, sampleServices } from '../../shared/model/sample-clinic.ts';

const online: SyncCondition = { kind: 'online' };

describe('what a booking waits for', () => {
  it.each<[SyncCondition, ReturnType<typeof heldBy>]>([
    [online, null],
    [{ kind: 'connecting' }, 'connecting'],
    [{ kind: 'key-refused' }, 'key-refused'],
    [{ kind: 'not-configured', missing: 'key' }, 'not-configured-key'],
    [{ kind: 'no-answer', cause: 'tls', stops: 'everything' }, 'tls'],
    [{ kind: 'no-answer', cause: 'server-error', stops: 'sending' }, 'server-error'],
    [{ kind: 'no-answer', cause: 'server-error', stops: 'reading' }, null],
    [{ kind: 'scope-missing', message: '', stops: 'reading' }, null],
    [{ kind: 'scope-missing', message: '', stops: 'sending' }, 'scope-missing'],
  ])('COND-3: under %o it is %s', (condition, held) => {
    expect(heldBy(condition, false)).toBe(held);
  });

  it('nothing is ever sent of the sample clinic', () => {
    expect(heldBy({ kind: 'not-configured', missing: 'address' }, true)).toBe('sample');
  });
});

describe('what a clinic lacks', () => {
  const known = { complete: true, condition: online };

  it('PULL-9: is told once everything has been read, and never while reads stop', () => {
    const empty = { services: [], branches: [] };
    expect(clinicLacks(empty, known)).toBe('both');
    expect(clinicLacks(empty, { ...known, complete: false })).toBeNull();
    const unread: SyncCondition = { kind: 'scope-missing', message: '', stops: 'reading' };
    expect(clinicLacks(empty, { ...known, condition: unread })).toBeNull();
  });

  it('is what is missing of services and windows', () => {
    expect(clinicLacks({ services: [], branches: sampleBranches }, known)).toBe('services');
    expect(clinicLacks({ services: sampleServices, branches: [] }, known)).toBe('windows');
    expect(clinicLacks({ services: sampleServices, branches: sampleBranches }, known)).toBeNull();
  });
});
