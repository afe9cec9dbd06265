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
  const tasks = watchTasks();
  const begun = performance.now();
  await new Promise<void>((resolve) => {
    history.view.subscribe(() => {
      if (history.view.get().kind === 'ready') resolve();
    });
    history.begin(today);
  });
  const readMs = performance.now() - begun;
  const longestTaskMs = tasks();
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
  return { entries, readMs, longestTaskMs, queries: timed };
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

/** Watches for tasks that a key would have to wait for; the browser tells of those from 50 ms on. @returns ends it, and tells the longest */
function watchTasks(): () => number {
  const begun = performance.now();
  const seen: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => {
    seen.push(...list.getEntries());
  });
  observer.observe({ type: 'longtask' });
  return () => {
    seen.push(...observer.takeRecords());
    observer.disconnect();
    // The task that this is called in belongs to what was done before.
    const tasks = seen.filter(({ startTime }) => startTime >= begun);
    return Math.max(0, ...tasks.map(({ duration }) => duration));
  };
}
