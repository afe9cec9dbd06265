import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../launch/places.mjs';
import { Problem, say } from '../launch/report.mjs';
import { electronRuntime } from '../launch/runtime.mjs';
import { buildPackages } from './build.ts';
import { commitTime } from './commit-time.ts';
import { compareBuilds } from './compare.ts';
import { writePapers } from './papers.ts';
import { planPackages, type PackagedRuntime, type Plan } from './plan.ts';

/** `npm run package -- [--all] [--quick] [--twice] [--to=FOLDER] [FORMAT ...]` (docs/release.md). */
async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      all: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      twice: { type: 'boolean', default: false },
      to: { type: 'string' },
    },
    allowPositionals: true,
  });
  const runtime = await packagedRuntime();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const plan = planPackages(runtime, version, process.platform, { all: values.all, only: positionals });
  if (plan.batches.length === 0) throw new Problem('None of these formats is built here', 'Leave them out for all.');
  if (runtime.purpose === 'verification') say('the official Electron is not here: these packages are NOT FOR RELEASE');
  const usual = runtime.purpose === 'release' ? 'release' : join('out', 'not-for-release');
  const target = resolve(root, values.to ?? usual);
  // It is emptied before it is filled.
  if (values.to !== undefined && existsSync(target) && readdirSync(target).length > 0) {
    throw new Problem(`${target} holds something already`, 'Name an empty folder or a new one.');
  }
  const files = await buildInto(target, plan, values.quick);
  for (const line of plan.leftOut) say(line);
  for (const file of files) process.stdout.write(`${relative(root, file)}\n`);
  if (values.twice) await buildAgain(target, plan, values.quick);
}

async function buildInto(target: string, plan: Plan, quick: boolean): Promise<readonly string[]> {
  const order = { project: root, target, plan, changedAt: commitTime(root) };
  const files = await buildPackages({ ...order, quick });
  // Packages that are thrown away again need none.
  return quick ? files : [...files, ...(await writePapers({ ...order, files }))];
}

/** Builds into another folder, and says what came out differently. */
async function buildAgain(target: string, plan: Plan, quick: boolean): Promise<void> {
  const again = `${target}.again`;
  await buildInto(again, plan, quick);
  for (const line of compareBuilds(target, again)) process.stdout.write(`${line}\n`);
  rmSync(again, { recursive: true, force: true });
}

/** The Electron at hand. One that a person named is packed by nobody: it could be any. */
async function packagedRuntime(): Promise<PackagedRuntime> {
  const { kind, exe, version } = await electronRuntime();
  if (kind === 'official') return { purpose: 'release', version, folder: null };
  if (kind === 'fallback') return { purpose: 'verification', version, folder: dirname(exe) };
  throw new Problem('ELECTRON_EXEC_PATH names an Electron of your own', 'Unset it: packages hold the official one.');
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say(error.message);
  process.exitCode = 1;
}
