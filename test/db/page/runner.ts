import type { Counted } from './expectation.ts';

export { expect } from './expectation.ts';

/** What stands in for vitest in a window: the same words, no process. */

type Task = () => unknown;

interface Scope {
  readonly title: string;
  readonly before: Task[];
  readonly after: Task[];
}

interface Law {
  readonly title: string;
  /** The outermost first. */
  readonly scopes: readonly Scope[];
  readonly task: Task;
}

/** What became of one law; `fault` is null where it holds. */
export interface Verdict {
  readonly title: string;
  readonly fault: string | null;
}

const laws: Law[] = [];
let scopes: readonly Scope[] = [];

export function describe(title: string, contents: () => void): void {
  const outside = scopes;
  scopes = [...outside, { title, before: [], after: [] }];
  contents();
  scopes = outside;
}

export function it(title: string, task: Task): void {
  laws.push({ title, scopes, task });
}

export function beforeEach(task: Task): void {
  scopes.at(-1)?.before.push(task);
}

export function afterEach(task: Task): void {
  scopes.at(-1)?.after.push(task);
}

export const vi = {
  fn<A extends readonly unknown[], R>(task: (...args: A) => R): ((...args: A) => R) & Counted {
    let calls = 0;
    const counted = (...args: A): R => {
      calls += 1;
      return task(...args);
    };
    return Object.defineProperty(counted, 'calls', { get: () => calls }) as typeof counted & Counted;
  },
  /** Its `mockImplementation` takes the method's place for good: the page ends with its suite. */
  spyOn<T extends object, K extends keyof T>(
    object: T,
    method: K,
  ): { readonly mockImplementation: (task: T[K]) => void } {
    return {
      mockImplementation: (task) => {
        object[method] = task;
      },
    };
  },
};

/** Runs every law that was described, one after the other. */
export async function run(): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const law of laws) {
    const title = [...law.scopes.map((scope) => scope.title), law.title].join(' › ');
    verdicts.push({ title, fault: await faultOf(law) });
  }
  return verdicts;
}

async function faultOf(law: Law): Promise<string | null> {
  try {
    for (const scope of law.scopes) for (const task of scope.before) await task();
    await law.task();
    for (const scope of [...law.scopes].reverse()) for (const task of scope.after) await task();
    return null;
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}
