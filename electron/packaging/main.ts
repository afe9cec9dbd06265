import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../launch/places.mjs';
import { Problem, say } from '../launch/report.mjs';
import { electronRuntime } from '../launch/runtime.mjs';
import { buildPackages } from './build.ts';
import { commitTime } from './commit-time.ts';
import { planPackages, type PackagedRuntime } from './plan.ts';

/** `npm run package [-- --all] [-- --quick]` (docs/release.md). */
async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((argument) => !['--all', '--quick'].includes(argument));
  if (unknown !== undefined) throw new Problem(`package knows no ${unknown}`, 'Use --all or --quick.');
  const runtime = await packagedRuntime();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const plan = planPackages(runtime, version, process.platform, args.includes('--all'));
  const target = join(root, runtime.purpose === 'release' ? 'release' : join('out', 'not-for-release'));
  if (runtime.purpose === 'verification') say('the official Electron is not here: these packages are NOT FOR RELEASE');
  const files = await buildPackages({
    project: root,
    target,
    plan,
    changedAt: commitTime(root),
    quick: args.includes('--quick'),
  });
  for (const line of plan.leftOut) say(line);
  for (const file of files) process.stdout.write(`${relative(root, file)}\n`);
}

/** The Electron at hand. One that a person named is built from as the fallback is: nobody can say what it is. */
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
