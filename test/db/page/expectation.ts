/** The part of vitest's `expect` that suites use which run in a window too; expectation.test.ts holds the two against each other. */
export interface Expectation {
  readonly not: Pick<Expectation, 'toHaveBeenCalled'>;
  toBe(wanted: unknown): void;
  toBeNull(): void;
  toEqual(wanted: unknown): void;
  toMatchObject(wanted: unknown): void;
  toHaveLength(wanted: number): void;
  toHaveBeenCalled(): void;
  toHaveBeenCalledOnce(): void;
}

/** A function that counts its calls, as `vi.fn` makes one. */
export interface Counted {
  readonly calls: number;
}

export function expect(seen: unknown): Expectation {
  const insist = (holds: boolean, law: string, wanted: unknown): void => {
    if (!holds) throw new Error(`expected ${show(seen)} ${law} ${show(wanted)}`);
  };
  const calls = (): number => (seen as Counted).calls;
  return {
    not: {
      toHaveBeenCalled: () => {
        insist(calls() === 0, 'not to have been called, but it was, times', calls());
      },
    },
    toBe: (wanted) => {
      insist(Object.is(seen, wanted), 'to be', wanted);
    },
    toBeNull: () => {
      insist(seen === null, 'to be', null);
    },
    toEqual: (wanted) => {
      insist(equal(seen, wanted), 'to equal', wanted);
    },
    toMatchObject: (wanted) => {
      insist(matches(seen, wanted), 'to match', wanted);
    },
    toHaveLength: (wanted) => {
      insist((seen as ArrayLike<unknown>).length === wanted, 'to have a length of', wanted);
    },
    toHaveBeenCalled: () => {
      insist(calls() > 0, 'to have been called; times', calls());
    },
    toHaveBeenCalledOnce: () => {
      insist(calls() === 1, 'to have been called once; times', calls());
    },
  };
}

/** The same data; a property that is undefined is as one that is not there. */
function equal(seen: unknown, wanted: unknown): boolean {
  if (!isStructure(seen) || !isStructure(wanted)) return Object.is(seen, wanted);
  if (Array.isArray(seen) !== Array.isArray(wanted)) return false;
  if (Array.isArray(seen) && seen['length'] !== wanted['length']) return false;
  return [...new Set([...Object.keys(seen), ...Object.keys(wanted)])].every((key) => equal(seen[key], wanted[key]));
}

/** Has everything that is wanted, and maybe more; arrays have as many elements, and are no objects (vitest lets `[]` match `{}`). */
function matches(seen: unknown, wanted: unknown): boolean {
  if (!isStructure(seen) || !isStructure(wanted)) return Object.is(seen, wanted);
  if (Array.isArray(seen) !== Array.isArray(wanted)) return false;
  if (Array.isArray(seen) && seen['length'] !== wanted['length']) return false;
  return Object.keys(wanted).every((key) => key in seen && matches(seen[key], wanted[key]));
}

function isStructure(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  // What JSON has no words for, it leaves out: in a list it is null.
  return JSON.stringify([value]).slice(1, -1).slice(0, 500);
}
