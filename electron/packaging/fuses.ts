import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Configuration } from 'electron-builder';
import { Problem } from '../launch/report.mjs';

export type FuseSettings = NonNullable<Configuration['electronFuses']>;

/** Each fuse of electron-builder.yml by the name that Electron has for it. */
const FUSES = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
} as const satisfies Partial<Record<keyof FuseSettings, FuseV1Options>>;
export type FuseName = keyof typeof FUSES;

/** What stands in the program for a fuse that is on: the package's own name for it is not exported as a value. */
const ENABLED = '1'.charCodeAt(0);

/**
 * Reads the fuses out of a program.
 * @param program the executable; on macOS the `.app`
 */
export async function readFuses(program: string): Promise<Readonly<Record<FuseName, boolean>>> {
  const wire = await getCurrentFuseWire(program);
  const read = Object.entries(FUSES).map(([name, fuse]) => [name, Number(wire[fuse]) === ENABLED]);
  return Object.fromEntries(read) as Record<FuseName, boolean>;
}

/** Where electron-builder leaves the unpacked app of each system, and what starts it there. */
const UNPACKED = /^(?:linux|win|mac)/;
const PROGRAMS = ['husky-desk', 'Husky Desk.exe', 'Husky Desk.app'];

/**
 * Holds the fuses of every app that was packed into `target` against the configuration.
 * @throws {Problem} naming those that differ, and where there is no app to look at
 */
export async function ensureFuses(target: string, wanted: FuseSettings): Promise<void> {
  const programs = readdirSync(target)
    .filter((name) => UNPACKED.test(name))
    .flatMap((folder) => PROGRAMS.map((program) => join(target, folder, program)))
    .filter((path) => existsSync(path));
  if (programs.length === 0) throw new Problem(`${target} holds no app whose fuses could be read`, 'Build it again.');
  for (const program of programs) {
    const found = await readFuses(program);
    const wrong = (Object.keys(FUSES) as FuseName[]).filter((name) => wanted[name] !== found[name]);
    if (wrong.length > 0) {
      throw new Problem(`Fuses of ${program} are not as configured: ${wrong.join(', ')}`, 'Do not use this package.');
    }
  }
}
