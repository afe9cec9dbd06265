import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { SOURCES } from '../../electron/launch/build.mjs';
import { root } from '../../electron/launch/places.mjs';
import { electronRuntime } from '../../electron/launch/runtime.mjs';
import { ARCHIVE } from '../../electron/packaging/plan.ts';
import { runProgram } from '../run/child.ts';

/** Packages of this desk: debs of it as it stands, and of a later release whose database has another schema; the archive. */
export interface Packages {
  readonly current: string;
  readonly later: string;
  readonly archive: string;
}

/** What goes into a package. */
const PACKED = [...SOURCES, 'electron-builder.yml', 'LICENSE'];

/** The later release. Its number is above any that this desk will have for long. */
const LATER_VERSION = '99.0.0';

/** Built once for each state of the sources: a second run takes what the first one built. */
export async function builtPackages(): Promise<Packages> {
  const folder = join(root, 'out', 'packages', await fingerprint());
  if (!existsSync(folder)) {
    const work = `${folder}.building`;
    rmSync(join(root, 'out', 'packages'), { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    await packageTo(root, join(work, 'current'), 'deb', ARCHIVE);
    await packageTo(writeLaterRelease(join(work, 'source')), join(work, 'later'), 'deb');
    rmSync(join(work, 'source'), { recursive: true });
    renameSync(work, folder);
  }
  return {
    current: packageIn(join(folder, 'current'), 'deb'),
    later: packageIn(join(folder, 'later'), 'deb'),
    archive: packageIn(join(folder, 'current'), ARCHIVE),
  };
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
    .update((await electronRuntime()).version)
    .update(readFileSync(import.meta.filename));
  for (const file of PACKED.flatMap(filesOf)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** The files of a folder, or the file itself; relative to the root. */
function filesOf(source: string): string[] {
  if (statSync(join(root, source)).isFile()) return [source];
  return readdirSync(join(root, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .sort();
}

async function packageTo(source: string, target: string, ...formats: readonly string[]): Promise<void> {
  const { code, stderr } = await runProgram(
    process.execPath,
    [join(source, 'electron', 'launch', 'run.mjs'), 'package', '--quick', `--to=${target}`, ...formats],
    { ELECTRON_EXEC_PATH: '', ELECTRON_OVERRIDE_DIST_PATH: '' },
  );
  if (code !== 0) throw new Error(`the package could not be built:\n${stderr}`);
}

function packageIn(folder: string, format: string): string {
  const name = readdirSync(folder).find((file) => file.endsWith(`.${format}`));
  if (name === undefined) throw new Error(`${folder} holds no ${format}`);
  return join(folder, name);
}

/** A copy of the sources with one more migration. @returns its folder */
function writeLaterRelease(folder: string): string {
  for (const source of PACKED) cpSync(join(root, source), join(folder, source), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  change(join(folder, 'package.json'), /"version": "[^"]+"/, `"version": "${LATER_VERSION}"`);
  const schema = join(folder, 'renderer/db/collections/bookings.ts');
  const version = Number(/\n {2}version: (\d+),/.exec(readFileSync(schema, 'utf8'))?.[1]) + 1;
  change(schema, /\n {2}version: \d+,/, `\n  version: ${version},`);
  const list = join(folder, 'renderer/db/migrations/all.ts');
  change(
    list,
    /\n\];/,
    `\n  { number: ${version}, description: 'of the later release', collection: 'bookings', toVersion: ${version}, up: (booking) => booking },\n];`,
  );
  return folder;
}

function change(file: string, what: RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!what.test(text)) throw new Error(`${file} holds no ${what.source}`);
  writeFileSync(file, text.replace(what, to));
}
