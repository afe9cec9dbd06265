import { Arch, Platform } from 'electron-builder';

/** What Electron the packages are built with. */
export interface PackagedRuntime {
  /** `release`: the official Electron; `verification`: the fallback of docs/adr/0003, which no clinic may get. */
  readonly purpose: 'release' | 'verification';
  readonly version: string;
  /** Where it lies unpacked; null: electron-builder fetches it, for each system and processor. */
  readonly folder: string | null;
}

/** Formats for one system and its processors. */
interface Batch {
  readonly platform: Platform;
  readonly formats: readonly string[];
  readonly processors: readonly Arch[];
}

export interface Plan {
  readonly runtime: PackagedRuntime;
  readonly version: string;
  readonly batches: readonly Batch[];
  /** What was asked for and is not built here, one sentence each. */
  readonly leftOut: readonly string[];
}

/** A version that ends so sorts before the release of its number everywhere: npm, dpkg (`~`), rpm and updaters. */
const NOT_FOR_RELEASE = '-not-for-release';

const x64: readonly Arch[] = [Arch.x64];
const both: readonly Arch[] = [Arch.x64, Arch.arm64];

/**
 * What is to be built. By itself a machine builds what needs nothing but its own tools; with `all` also what fetches tools from
 * the internet. Packages for macOS are made on macOS only: nothing else signs them.
 * @param version of package.json
 */
export function planPackages(runtime: PackagedRuntime, version: string, system: NodeJS.Platform, all: boolean): Plan {
  if (runtime.purpose === 'verification') {
    return {
      runtime,
      version: version + NOT_FOR_RELEASE,
      batches: [{ platform: Platform.LINUX, formats: ['deb', 'rpm'], processors: x64 }],
      leftOut: all
        ? ['AppImage, Windows and macOS need the official Electron and tools from the internet: not built here']
        : [],
    };
  }
  return { runtime, version, batches: batchesOf(system, all), leftOut: all ? leftOutOn(system) : [] };
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
            { platform: Platform.LINUX, formats: ['deb', 'rpm', 'AppImage'], processors: x64 },
            { platform: Platform.WINDOWS, formats: ['nsis', 'zip'], processors: x64 },
          ]
        : [{ platform: Platform.LINUX, formats: ['deb', 'rpm'], processors: x64 }];
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
