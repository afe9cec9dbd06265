import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isForRelease } from '../../shared/model/build-version.ts';
import type { OffReason } from '../../shared/update/picture.ts';

/** Extension of the package that replaces this copy. */
export type PackageFormat = 'deb' | 'rpm' | 'AppImage' | 'exe' | 'zip';

/** How this copy came here, and so what can replace it. */
export type Installation =
  | { readonly kind: 'off'; readonly why: OffReason }
  | {
      readonly kind: 'package';
      readonly format: PackageFormat;
      /** The app can have it installed; where not, a person does (UPDATE-11). */
      readonly automatic: boolean;
    };

export interface InstallationFacts {
  readonly packaged: boolean;
  readonly version: string;
  /** Keys that the build trusts lists of. */
  readonly keys: number;
  readonly system: NodeJS.Platform;
  /** The program that runs. */
  readonly program: string;
  /** The AppImage that it was started from. */
  readonly appImage: string | undefined;
  readonly isRoot: boolean;
  /** Whether a command ends well; false where there is no such command. */
  readonly succeeds: (command: string, args: readonly string[]) => Promise<boolean>;
}

/** Asks the package managers whose the program is: what was unpacked by hand is nobody's. */
export async function readInstallation(facts: InstallationFacts): Promise<Installation> {
  if (!facts.packaged) return { kind: 'off', why: 'development' };
  if (!isForRelease(facts.version)) return { kind: 'off', why: 'not-for-release' };
  if (facts.keys === 0) return { kind: 'off', why: 'no-key' };
  switch (facts.system) {
    case 'win32':
      return existsSync(join(dirname(facts.program), 'Uninstall Husky Desk.exe')) ? byItself('exe') : archive;
    case 'darwin':
      return byItself('zip');
    default:
      return onLinux(facts);
  }
}

const archive: Installation = { kind: 'off', why: 'archive' };

function byItself(format: PackageFormat): Installation {
  return { kind: 'package', format, automatic: true };
}

async function onLinux({ appImage, program, isRoot, succeeds }: InstallationFacts): Promise<Installation> {
  if (appImage !== undefined) return byItself('AppImage');
  const format = (await succeeds('dpkg-query', ['--search', program]))
    ? 'deb'
    : (await succeeds('rpm', ['--query', '--file', program]))
      ? 'rpm'
      : null;
  if (format === null) return archive;
  return { kind: 'package', format, automatic: isRoot || (await succeeds('pkexec', ['--version'])) };
}

/** What a person enters in a terminal to install a package; null where its format wants no command. */
export function commandFor(format: PackageFormat, path: string): string | null {
  const quoted = `'${path.replaceAll("'", String.raw`'\''`)}'`;
  if (format === 'deb') return `sudo dpkg --install ${quoted}`;
  return format === 'rpm' ? `sudo rpm --upgrade ${quoted}` : null;
}
