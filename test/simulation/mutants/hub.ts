import type { Mutant } from './mutant.ts';

/** Rules of the hub, its ledgers and transfers, broken one by one. */
export const hubMutants: readonly Mutant[] = [
  {
    name: 'transfer-credited-before-debit',
    file: 'shared/reservations/transfer.ts',
    find: "    { kind: 'commit', ledger },\n    { kind: 'publish', ledger },",
    replace: "    { kind: 'publish', ledger },\n    { kind: 'commit', ledger },",
    caughtBy: 'links',
  },
  {
    name: 'ledger-not-cumulative',
    file: 'shared/reservations/transfer.ts',
    find: '(inEpoch[taker] ?? 0) + count',
    replace: 'count',
    caughtBy: 'links',
  },
  {
    name: 'lease-freed-early',
    file: 'shared/reservations/hub.ts',
    find: 'if (!joining.has(holder)) owed',
    replace: 'if (!joining.has(holder) && hub.round < ledger.epoch + 4) owed',
    caughtBy: 'links',
  },
  {
    name: 'retired-rights-freed',
    file: 'shared/reservations/hub.ts',
    find: 'if (!joining.has(holder)) owed',
    replace: 'if (!joining.has(holder) && round.members?.some(({ id }) => id === holder)) owed',
    caughtBy: 'links',
  },
  {
    name: 'unsent-not-owed',
    file: 'shared/reservations/hub.ts',
    find: 'owed += ledger.used - (round.recordedBefore.get(holder) ?? 0);',
    replace: '',
    caughtBy: 'links',
  },
  {
    name: 'recorded-counted-after-the-snapshot',
    file: 'shared/reservations/hub.ts',
    find: 'owed += ledger.used - (round.recordedBefore.get(holder) ?? 0);',
    replace: 'owed += ledger.used - ledger.recorded;',
    caughtBy: 'links',
  },
  {
    name: 'more-kept-than-held',
    file: 'shared/reservations/join-epoch.ts',
    find: 'Math.min(call.keep, rightsOf(ledger, epoch, ledgers))',
    replace: 'call.keep',
    caughtBy: 'links',
  },
];
