import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseCommandLine, usage, type SimOptions } from './command-line.ts';
import { catchMutant } from './mutants/catch.ts';
import { mutants } from './mutants/list.ts';
import { makePlan } from './plan.ts';
import { runPlan } from './run.ts';
import { shrink, storyLines, type Story } from './shrink.ts';
import { printTable } from './table/print.ts';

/** Exit code where a rule is broken, and where the command line is. */
const BROKEN = 1;
const REFUSED = 2;

/** Worlds between two lines of progress. */
const TOLD_EVERY = 100;

async function main(args: readonly string[]): Promise<number> {
  const names = mutants.map(({ name }) => name);
  const reading = parseCommandLine(args, names);
  switch (reading.kind) {
    case 'help':
      print(usage);
      return 0;
    case 'refused':
      process.stderr.write(`sim: ${reading.message}\n`);
      return REFUSED;
    case 'options':
      break;
  }
  const { options } = reading;
  const unwritable = whyUnwritable(options.jsonFile);
  if (unwritable !== null) {
    process.stderr.write(`sim: --json: ${unwritable}; name a file that can be written\n`);
    return REFUSED;
  }
  if (options.task === 'list-mutants') {
    for (const name of names) print(name);
    return 0;
  }
  if (options.task === 'table') {
    return (await printTable(print, {})) ? 0 : BROKEN;
  }
  return options.mutant === null ? runProduct(options) : runMutant(options, options.mutant);
}

/** Runs the product's own code, and makes the story of the first broken seed as short as it can be. */
async function runProduct({ seed, runs, jsonFile }: SimOptions): Promise<number> {
  let hash = '';
  let broken: Story | null = null;
  let done = 0;
  for (let each = seed; each < seed + runs && broken === null; each += 1) {
    const plan = makePlan(each);
    const outcome = await runPlan(plan);
    hash = outcome.hash;
    if (outcome.breach !== null) broken = { plan, outcome };
    done += 1;
    if (done % TOLD_EVERY === 0) print(`${String(done)} of ${String(runs)} worlds`);
  }
  if (broken === null) {
    print(`${String(done)} worlds, every rule held; last trace ${hash}`);
    writeJson(jsonFile, { seed, runs: done, hash, breach: null });
    return 0;
  }
  const { breach } = broken.outcome;
  print(`seed ${String(broken.plan.seed)}: ${breach?.rule ?? ''} is broken: ${breach?.detail ?? ''}`);
  print('looking for the shortest story of it');
  const story = await shrink(broken);
  for (const line of storyLines(story)) print(line);
  writeJson(jsonFile, { seed, runs: done, hash, breach, story: story.plan });
  return BROKEN;
}

/** A mutant is a broken product: exit 1 says that it was caught. */
async function runMutant({ seed, runs, jsonFile }: SimOptions, name: string): Promise<number> {
  const mutant = mutants.find((each) => each.name === name);
  if (mutant === undefined) return REFUSED;
  const caught = await catchMutant(mutant, seed, runs);
  if (caught === null) print(`${name}: not caught in ${String(runs)} worlds`);
  else print(`${name}: caught by ${caught.rule}, ${caught.detail}`);
  writeJson(jsonFile, { mutant: name, seed, runs, caughtBy: caught?.rule ?? null, detail: caught?.detail ?? null });
  return caught === null ? 0 : BROKEN;
}

/** Tried before hours of worlds are run for it. */
function whyUnwritable(file: string | null): string | null {
  try {
    writeJson(file, null);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function writeJson(file: string | null, result: unknown): void {
  if (file === null) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main(process.argv.slice(2));
