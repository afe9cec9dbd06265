import { runLinks } from './links.ts';

/** One broken rule: `find` stands exactly once in `file`, and `replace` takes its place when the module is loaded. */
export interface HubMutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** Rules of the hub, its ledgers and transfers, broken one by one. */
export const hubMutants: readonly HubMutant[] = [
  {
    name: 'transfer-credited-before-debit',
    file: 'shared/reservations/transfer.ts',
    find: "    { kind: 'commit', ledger },\n    { kind: 'publish', ledger },",
    replace: "    { kind: 'publish', ledger },\n    { kind: 'commit', ledger },",
  },
  {
    name: 'ledger-not-cumulative',
    file: 'shared/reservations/transfer.ts',
    find: '(inEpoch[taker] ?? 0) + count',
    replace: 'count',
  },
  {
    name: 'lease-freed-early',
    file: 'shared/reservations/hub.ts',
    find: 'if (!joining.has(holder)) owed',
    replace: 'if (!joining.has(holder) && hub.round < ledger.epoch + 4) owed',
  },
  {
    name: 'retired-rights-freed',
    file: 'shared/reservations/hub.ts',
    find: 'if (!joining.has(holder)) owed',
    replace: 'if (!joining.has(holder) && round.members?.some(({ id }) => id === holder)) owed',
  },
  {
    name: 'unsent-not-owed',
    file: 'shared/reservations/hub.ts',
    find: 'owed += ledger.used - (round.recordedBefore.get(holder) ?? 0);',
    replace: '',
  },
  {
    name: 'recorded-counted-after-the-snapshot',
    file: 'shared/reservations/hub.ts',
    find: 'owed += ledger.used - (round.recordedBefore.get(holder) ?? 0);',
    replace: 'owed += ledger.used - ledger.recorded;',
  },
  {
    name: 'more-kept-than-held',
    file: 'shared/reservations/join-epoch.ts',
    find: 'Math.min(call.keep, rightsOf(ledger, epoch, ledgers))',
    replace: 'call.keep',
  },
];

/** Steps of a world of links: enough for several epochs of several devices. */
const STEPS = 300;

/**
 * Runs worlds of links from the seeds 1, 2, 3 …; every other one has other channels that book.
 * @returns the first broken invariant with its seed, or null where all of them held
 */
export function brokenByLinks(seeds: number): string | null {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = runLinks({ seed, steps: STEPS, outsiders: seed % 2 === 0 });
    if (broken !== null) return broken;
  }
  return null;
}
