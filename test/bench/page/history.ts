import { ClinicModel } from '../../../renderer/desk/clinic-model.ts';
import { History } from '../../../renderer/desk/history.ts';
import { nameOrder } from '../../../renderer/desk/name-order.ts';
import { search, type SearchContext } from '../../../renderer/desk/search.ts';
import type { Searched } from './bench-page.ts';
import { homeBranch, type ClinicYear } from './clinic-year.ts';
import { openStore } from './open-store.ts';

const queries = ['m', 'meena', 'raman m', '9810', '025', 'A07', 'zz', 'meena 981'];
const runs = 7;

/** What the search costs on a full computer: reading everything once, and one key. */
export async function searchHistory({ today }: ClinicYear): Promise<Searched> {
  const store = await openStore();
  const model = new ClinicModel(store);
  await model.load(Date.now());
  const history = new History(store);
  const pauses = watchPauses();
  const begun = performance.now();
  await new Promise<void>((resolve) => {
    history.view.subscribe(() => {
      if (history.view.get().kind === 'ready') resolve();
    });
    history.begin(today);
  });
  const readMs = performance.now() - begun;
  const longestPauseMs = pauses();
  const context: SearchContext = {
    index: history.index,
    snapshot: model.snapshot,
    zone: model.zone,
    clinicId: model.clinicId,
    today,
    branchId: homeBranch,
    branchName: (branchId) => branchId,
    branchFixed: false,
    compareNames: nameOrder('en'),
  };
  const timed = queries.map((query) => timeQuery(query, context));
  const entries = history.index.size;
  await store.close();
  return { entries, readMs, longestPauseMs, queries: timed };
}

function timeQuery(query: string, context: SearchContext): Searched['queries'][number] {
  let ms = 0;
  let count = 0;
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now();
    const answer = search(query, context);
    ms = Math.max(ms, performance.now() - begun);
    count = answer.kind === 'answered' ? answer.count : 0;
  }
  return { query, count, ms };
}

/** Measures how late the event loop comes round. @returns ends it, and tells the longest */
function watchPauses(): () => number {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  return () => {
    port1.close();
    return longest;
  };
}
