import { runQuietly } from './child.mjs';
import { Problem } from './report.mjs';

/**
 * The environment for a nested npm: what an outer `npm run` says of its own package and folder is left out; the
 * person's settings (registry, proxy, certificates, cache) stay.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function environmentForNpm(env) {
  const isOuter = /^npm_(?:package|lifecycle|command|execpath|config_local_prefix)/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOuter.test(name)));
}

/**
 * Runs npm without its chatter.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {string} purpose what the run is for, for the sentence when it fails: "install the packages"
 * @returns {string} what it printed
 * @throws {Problem} with the remedy that fits npm's error code
 */
export function npm(args, cwd, purpose) {
  const run = runQuietly('npm', [...args, '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd,
    env: environmentForNpm(process.env),
  });
  if (run.ok) return run.stdout;
  if (run.missing) throw new Problem(`npm is not installed, so it cannot ${purpose}`, 'Install it with Node.');
  throw explainNpmFailure(run.output, purpose);
}

/**
 * @param {string} output
 * @param {string} purpose
 * @returns {Problem}
 */
export function explainNpmFailure(output, purpose) {
  const could = `npm could not ${purpose}`;
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? '';
  if (/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH)$/.test(code)) {
    return new Problem(
      `${could}: the package registry cannot be reached (${code})`,
      'Check the network or `npm config get registry`, then run the command again.',
    );
  }
  if (code === 'ENOSPC' || /ENOSPC|no space left/i.test(output))
    return new Problem(`${could}: the disk is full`, 'Free about 2 GB and run it again.');
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) {
    return new Problem(`${could}: a folder cannot be written (${code})`, 'Give this user the folder (chown).');
  }
  if (code === 'EUSAGE') {
    return new Problem(
      `${could}: package.json and package-lock.json disagree`,
      'Run `npm install` once and commit both files.',
    );
  }
  const first = output
    .split('\n')
    .find((line) => /^npm (error|ERR!) (?!code|path|syscall|errno|dest|command|A complete log)\S/.test(line));
  const why = first?.replace(/^npm (error|ERR!) /, '') ?? 'it gave no reason';
  return new Problem(`${could}: ${why}`, 'Run `npm ci` by hand to see all it says.');
}
