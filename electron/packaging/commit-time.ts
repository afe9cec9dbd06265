import { runQuietly } from '../launch/child.mjs';

/** Where there is no history: the first second that every archive format can write down. */
const EARLIEST = Date.parse('1980-01-02T00:00:00Z') / 1000;

/**
 * When the sources were last changed, in epoch seconds: SOURCE_DATE_EPOCH where it is given, else the last commit.
 * https://reproducible-builds.org/docs/source-date-epoch/
 */
export function commitTime(folder: string, env: NodeJS.ProcessEnv = process.env): number {
  const given = env['SOURCE_DATE_EPOCH'];
  if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  const log = runQuietly('git', ['-c', 'safe.directory=*', 'log', '-1', '--format=%ct'], { cwd: folder });
  return log.ok && /^\d+\s*$/.test(log.stdout) ? Number(log.stdout) : EARLIEST;
}
