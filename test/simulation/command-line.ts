import { z } from 'zod';

export const usage =
  'usage: npm run sim -- [--seed S] [--runs N] [--mutant NAME] [--json FILE] | --list-mutants | --table';

export interface SimOptions {
  readonly task: 'run' | 'list-mutants' | 'table';
  /** The first seed. */
  readonly seed: number;
  readonly runs: number;
  readonly mutant: string | null;
  /** Where the result is written as JSON. */
  readonly jsonFile: string | null;
}

export type CommandLine =
  | { readonly kind: 'options'; readonly options: SimOptions }
  | { readonly kind: 'help' }
  /** One line that names the option and says what to do. */
  | { readonly kind: 'refused'; readonly message: string };

const wholeNumber = (smallest: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(smallest));

/** What each option takes; a switch takes nothing. */
const values = {
  '--seed': { schema: wholeNumber(0), wants: 'a whole number, such as --seed 42' },
  '--runs': { schema: wholeNumber(1), wants: 'a whole number from 1 on, such as --runs 100' },
  '--mutant': { schema: z.string().min(1), wants: 'a name that --list-mutants prints' },
  '--json': { schema: z.string().min(1), wants: 'a file to write, such as --json out/sim.json' },
} as const;
const switches = ['--list-mutants', '--table'] as const;

/** Reads the arguments after the script's name; `--option value` and `--option=value` are the same. */
export function parseCommandLine(args: readonly string[], mutants: readonly string[]): CommandLine {
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--help' || argument === '-h') return { kind: 'help' };
    const [name, attached] = splitOnce(argument);
    if (given.has(name)) return refused(`${name}: given twice; leave one out`);
    if ((switches as readonly string[]).includes(name)) {
      if (attached !== undefined) return refused(`${name}: takes no value; write it alone`);
      given.set(name, '');
      continue;
    }
    if (!(name in values)) return refused(`${argument}: no such option; ${usage}`);
    const value = attached ?? args[(index += 1)];
    if (value === undefined) return refused(`${name}: needs a value: ${values[name as keyof typeof values].wants}`);
    given.set(name, value);
  }
  return readValues(given, mutants);
}

function readValues(given: ReadonlyMap<string, string>, mutants: readonly string[]): CommandLine {
  for (const [name, { schema, wants }] of Object.entries(values)) {
    const value = given.get(name);
    if (value !== undefined && !schema.safeParse(value).success)
      return refused(`${name}: "${value}" is not what it takes; give ${wants}`);
  }
  const mutant = given.get('--mutant') ?? null;
  if (mutant !== null && !mutants.includes(mutant))
    return refused(`--mutant: there is no "${mutant}"; --list-mutants prints their names`);
  return {
    kind: 'options',
    options: {
      task: given.has('--list-mutants') ? 'list-mutants' : given.has('--table') ? 'table' : 'run',
      seed: Number(given.get('--seed') ?? 1),
      runs: Number(given.get('--runs') ?? 100),
      mutant,
      jsonFile: given.get('--json') ?? null,
    },
  };
}

function splitOnce(argument: string): readonly [string, string?] {
  const equals = argument.indexOf('=');
  return equals < 0 ? [argument] : [argument.slice(0, equals), argument.slice(equals + 1)];
}

function refused(message: string): CommandLine {
  return { kind: 'refused', message };
}
