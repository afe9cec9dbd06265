import { runQuietly } from './child.mjs';

/**
 * Chromium's sandbox needs an ordinary user and user namespaces. Where a development machine (a container, mostly)
 * gives neither, Electron only starts without it. The packaged product never passes this switch.
 * @param {{ isRoot: boolean }} who
 * @returns {{ switches: readonly string[], why: string }} `why` is empty where the sandbox is on
 */
export function sandboxSwitches({ isRoot }) {
  if (process.platform !== 'linux') return { switches: [], why: '' };
  if (isRoot) return { switches: ['--no-sandbox'], why: 'running as root' };
  const unshare = runQuietly('unshare', ['--user', '--map-root-user', 'true']);
  if (unshare.ok || unshare.missing) return { switches: [], why: '' };
  return { switches: ['--no-sandbox'], why: 'this system forbids user namespaces' };
}

/** @returns {boolean} */
export function isRoot() {
  return process.getuid?.() === 0;
}
