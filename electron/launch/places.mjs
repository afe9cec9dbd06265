import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Where downloads are kept. Outside node_modules, which `npm ci` deletes, and shared by all clones of this user;
 * inside it only where the home folder cannot be written.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  const base = env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const preferred = join(base, 'husky-desk');
  try {
    mkdirSync(preferred, { recursive: true });
    accessSync(preferred, constants.W_OK);
    return preferred;
  } catch {
    return join(root, 'node_modules', '.cache', 'husky-desk');
  }
}
