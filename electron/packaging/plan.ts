import { Arch, Platform } from 'electron-builder';
import { notForRelease } from '../../shared/model/build-version.ts';

/** What Electron the packages are built with. */
export interface PackagedRuntime {
  /** `release`: the official Electron; `verification`: the fallback of docs/adr/0003, which no clinic may get. */
  readonly purpose: 'release' | 'verification';
  readonly version: string;
  /** Where it lies unpacked; null: electron-builder fetches it, for each system and processor. */
  readonly folder: string | null;
}

/** Made by us, because electron-builder's differs from build to build. */
export const ARCHIVE = 'tar.gz';

/** Formats for one system and its processors. */
interface Batch {
  readonly platform: Platform;
  readonly formats: readonly string[];
  readonly processors: readonly Arch[];
}

interface Wish {
  /** Also what fetches tools from the internet. */
  readonly all: boolean;
  /** These formats alone; none: every one. */
  readonly only: readonly string[];
}

export interface Plan {
  readonly runtime: PackagedRuntime;
  readonly version: string;
  readonly batches: readonly Batch[];
  /** What was asked for and is not built here, one sentence each. */
  readonly leftOut: readonly string[];
}

const x64: readonly Arch[] = [Arch.x64];
const both: readonly Arch[] = [Arch.x64, Arch.arm64];

const linux: Batch = { platform: Platform.LINUX, formats: ['deb', 'rpm', ARCHIVE], processors: x64 };

/**
 * What is to be built. Packages for macOS are made on macOS only: nothing else signs them.
 * @param version of package.json
 */
export function planPackages(
  runtime: PackagedRuntime,
  version: string,
  system: NodeJS.Platform,
  { all, only }: Wish,
): Plan {
  const wanted = (batches: readonly Batch[]): readonly Batch[] =>
    batches
      .map((batch) => ({
        ...batch,
        formats: batch.formats.filter((format) => only.length === 0 || only.includes(format)),
      }))
      .filter(({ formats }) => formats.length > 0);
  if (runtime.purpose === 'verification') {
    return {
      runtime,
      version: version + notForRelease,
      batches: wanted([linux]),
      leftOut: all
        ? ['AppImage, Windows and macOS need the official Electron and tools from the internet: not built here']
        : [],
    };
  }
  return { runtime, version, batches: wanted(batchesOf(system, all)), leftOut: all ? leftOutOn(system) : [] };
}

function batchesOf(system: NodeJS.Platform, all: boolean): readonly Batch[] {
  switch (system) {
    case 'darwin':
      return [{ platform: Platform.MAC, formats: ['dmg', 'zip'], processors: all ? both : [hostProcessor()] }];
    case 'win32':
      return [{ platform: Platform.WINDOWS, formats: ['nsis', 'zip'], processors: all ? both : x64 }];
    default:
      return all
        ? [
            { ...linux, formats: [...linux.formats, 'AppImage'] },
            { platform: Platform.WINDOWS, formats: ['nsis', 'zip'], processors: x64 },
          ]
        : [linux];
  }
}

function leftOutOn(system: NodeJS.Platform): readonly string[] {
  switch (system) {
    case 'darwin':
      return ['Linux and Windows are built on their own systems'];
    case 'win32':
      return ['Linux and macOS are built on their own systems'];
    default:
      return ['macOS is built on macOS: nothing else signs it'];
  }
}

function hostProcessor(): Arch {
  return process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
}
