import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../electron/launch/places.mjs';
import { runProgram } from './child.ts';

const TYPES = ['build', 'chore', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'];
const CONVENTIONAL = new RegExp(`^(?:${TYPES.join('|')})(?:\\([a-z0-9-]+\\))?!?: \\S.*$`);

/** The longest first line, in characters: what a log on a narrow screen still shows. */
const LONGEST = 120;

/** Why a commit's first line does not do, or undefined where it does. */
export function complaintAbout(subject: string): string | undefined {
  if (subject.startsWith('Merge ')) return undefined;
  if (!CONVENTIONAL.test(subject)) return `"${subject}" is not \`type(scope): summary\``;
  return subject.length > LONGEST ? `"${subject}" is longer than ${LONGEST} characters` : undefined;
}

/** Reads the whole history that is here. An archive without .git has none, which is no fault. */
export async function checkHistory(): Promise<{ commits: number; complaints: readonly string[] } | undefined> {
  if (!existsSync(join(root, '.git'))) return undefined;
  // The clone may belong to another user; reading its log runs nothing of it.
  const log = await runProgram('git', ['-c', 'safe.directory=*', 'log', '--format=%s']);
  if (log.code !== 0) return { commits: 0, complaints: [`git log failed: ${log.stderr.trim()}`] };
  const subjects = log.stdout.split('\n').filter((line) => line !== '');
  return { commits: subjects.length, complaints: subjects.flatMap((subject) => complaintAbout(subject) ?? []) };
}
