import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  lstatSync,
  lutimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform, type AfterPackContext, type Configuration } from 'electron-builder';
import { runQuietly } from '../launch/child.mjs';
import { Problem } from '../launch/report.mjs';
import { ensureFuses, type FuseSettings } from './fuses.ts';
import { ARCHIVE, type Plan } from './plan.ts';

export interface BuildOptions {
  /** The repository, with the app built in out/. */
  readonly project: string;
  /** Where the packages go. */
  readonly target: string;
  readonly plan: Plan;
  /** Epoch seconds that every file in them says it was changed at. */
  readonly changedAt: number;
  /** Quick and large, for packages that are installed once and thrown away. */
  readonly quick: boolean;
}

/**
 * The folder below /opt, which electron-builder names after the product; the app itself goes on being called Husky Desk. Without a
 * space: Chromium does not find its sandbox's helper behind one, and where users have no namespaces of their own it then ends.
 */
const LINUX_FOLDER = 'husky-desk';

const WARNING_FILE = 'NOT-FOR-RELEASE.txt';
const WARNING = `NOT FOR RELEASE

This package was built to check how Husky Desk installs and starts, with an old Electron that gets no security fixes.
Never use it in a clinic. Real packages carry no "not-for-release" in their name and version.
`;

/**
 * Builds the packages of a plan, and reads the fuses of every app that goes into one.
 * @returns their files
 * @throws {Problem} where a tool is missing or a fuse is not as configured
 */
export async function buildPackages(options: BuildOptions): Promise<readonly string[]> {
  const { plan, project, target } = options;
  const tools = mkdtempSync(join(tmpdir(), 'husky-packaging-'));
  rmSync(target, { recursive: true, force: true });
  try {
    Object.assign(process.env, toolEnvironment(tools, options));
    const files: string[] = [];
    let fuses: FuseSettings = {};
    const onPacked = ({ packager }: AfterPackContext): void => {
      fuses = packager.config.electronFuses ?? {};
    };
    for (const { platform, formats, processors } of plan.batches) {
      const config = configurationOf(options, platform, onPacked);
      const others = formats.filter((format) => format !== ARCHIVE);
      const targets = platform.createTarget(others.length > 0 ? others : ['dir'], ...processors);
      files.push(...(await build({ projectDir: project, targets, config, publish: 'never' })));
      if (formats.includes(ARCHIVE)) files.push(archiveOf(options, join(target, 'linux-unpacked')));
    }
    await ensureFuses(target, fuses);
    if (plan.runtime.purpose === 'verification') writeFileSync(join(target, WARNING_FILE), WARNING);
    return files.filter((file) => !file.endsWith('.yml') && !file.endsWith('.blockmap'));
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
}

function configurationOf(
  { plan, target, changedAt, quick }: BuildOptions,
  platform: Platform,
  onPacked: (context: AfterPackContext) => void,
): Configuration {
  const { runtime, version } = plan;
  return {
    electronVersion: runtime.version,
    ...(runtime.folder === null ? {} : { electronDist: runtime.folder }),
    directories: { output: target },
    ...(platform === Platform.LINUX ? { productName: LINUX_FOLDER } : {}),
    // The release workflow says so: an unsigned package must not get as far as people.
    forceCodeSigning: process.env['HUSKY_MUST_SIGN'] === '1',
    extraMetadata: { version },
    ...(quick ? { compression: 'store' } : {}),
    afterPack: (context) => {
      onPacked(context);
      tidy(context, runtime.purpose === 'verification');
      setTimes(context.appOutDir, changedAt);
      return Promise.resolve();
    },
  };
}

/** Takes out what only a development build has, and puts the warning in. */
function tidy({ appOutDir }: AfterPackContext, isForVerification: boolean): void {
  rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
  if (isForVerification) writeFileSync(join(appOutDir, WARNING_FILE), WARNING);
}

/** Two builds of one commit hold the same times. */
function setTimes(folder: string, seconds: number): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (lstatSync(path).isSymbolicLink()) lutimesSync(path, seconds, seconds);
    else utimesSync(path, seconds, seconds);
  }
  utimesSync(folder, seconds, seconds);
}

/** The unpacked app as an archive, for people without dpkg and rpm. */
function archiveOf({ target, plan, changedAt, quick }: BuildOptions, folder: string): string {
  const name = `husky-desk-${plan.version}`;
  const file = join(target, `${name}-linux-x64.tar.gz`);
  const tar = runQuietly('tar', [
    ...['--create', `--directory=${folder}`, `--transform=s,^\\.,${name},`, '--sort=name', `--mtime=@${changedAt}`],
    ...['--owner=0', '--group=0', '--numeric-owner', '--mode=u+rwX,go+rX,go-w', '--format=gnu'],
    ...[`--use-compress-program=gzip --no-name -${quick ? 1 : 9}`, `--file=${file}`, '.'],
  ]);
  if (!tar.ok) throw new Problem(`The archive could not be made: ${tar.output.trim()}`, 'Is the disk full?');
  return file;
}

/** electron-builder takes its helpers from the environment. */
function toolEnvironment(folder: string, { changedAt, quick }: BuildOptions): NodeJS.ProcessEnv {
  const fpm = join(folder, 'fpm');
  const quoted = [
    process.execPath,
    '--import',
    import.meta.resolve('tsx'),
    fileURLToPath(new URL('fpm.ts', import.meta.url)),
  ]
    .map((part) => `'${part}'`)
    .join(' ');
  writeFileSync(fpm, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(fpm, 0o755);
  return {
    ...(process.platform === 'linux' ? { CUSTOM_FPM_PATH: fpm } : {}),
    SOURCE_DATE_EPOCH: String(changedAt),
    ...(quick ? { HUSKY_PACKAGING_LEVEL: '0' } : {}),
  };
}
