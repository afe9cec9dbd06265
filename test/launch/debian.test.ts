import { describe, expect, it } from 'vitest';
import { ensureDebianPackages, ensureLibraries, needsOf } from '../../electron/launch/debian.mjs';
import { pretendMachine, saidDuring } from './machine.ts';

const NEEDS = [['libgtk-3-0', 'libgtk-3-0t64'], ['xvfb']];
const NOTHING = { electron: false, virtualDisplay: false, history: false, packages: false, installer: false };
const ROOT = { isRoot: true };
const PERSON = { isRoot: false };

const NOTHING_INSTALLED = 'exit 1';
const KNOWS_ALL = 'echo "  Candidate: 1.0"';
const EMPTY_UNTIL_UPDATE = 'if [ -e "$STATE/updated" ]; then echo "  Candidate: 1.0"; fi';
const APT_GET = 'case "$*" in *update*) : > "$STATE/updated";; esac';

const installOf = (names: string): string =>
  `apt-get -qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends ${names}`;
const UPDATE = 'apt-get -qq -o DPkg::Lock::Timeout=120 update';

describe('Debian packages', () => {
  it('a machine that has them all is only asked', () => {
    const machine = pretendMachine({
      'dpkg-query': 'printf "installed libgtk-3-0t64\\ninstalled xvfb\\n"; exit 1',
      'apt-get': APT_GET,
    });
    ensureDebianPackages(NEEDS, ROOT);
    expect(machine.ran().filter((line) => line.startsWith('apt'))).toEqual([]);
  });

  it('a package that was removed and left its configuration counts as missing', async () => {
    const machine = pretendMachine({
      'dpkg-query': 'printf "installed libgtk-3-0\\nconfig-files xvfb\\n"',
      'apt-cache': KNOWS_ALL,
      'apt-get': APT_GET,
    });
    await saidDuring(() => ensureDebianPackages(NEEDS, ROOT));
    expect(machine.ran()).toContain(installOf('xvfb'));
  });

  it('root installs what is missing and says so in one line, without fetching lists it already has', async () => {
    const machine = pretendMachine({ 'dpkg-query': NOTHING_INSTALLED, 'apt-cache': KNOWS_ALL, 'apt-get': APT_GET });
    const said = await saidDuring(() => ensureDebianPackages(NEEDS, ROOT));
    expect(said).toEqual(['husky-desk: installing Debian packages: libgtk-3-0 xvfb']);
    expect(machine.ran()).toContain(installOf('libgtk-3-0 xvfb'));
    expect(machine.ran()).not.toContain(UPDATE);
  });

  it('a machine whose lists are empty fetches them first', async () => {
    const machine = pretendMachine({
      'dpkg-query': NOTHING_INSTALLED,
      'apt-cache': EMPTY_UNTIL_UPDATE,
      'apt-get': APT_GET,
    });
    await saidDuring(() => ensureDebianPackages(NEEDS, ROOT));
    const apt = machine.ran().filter((line) => line.startsWith('apt-get'));
    expect(apt).toEqual([UPDATE, installOf('libgtk-3-0 xvfb')]);
  });

  it('lists that are older than the archive are fetched anew, once', async () => {
    const machine = pretendMachine({
      'dpkg-query': NOTHING_INSTALLED,
      'apt-cache': KNOWS_ALL,
      'apt-get': `${APT_GET}; case "$*" in *install*) [ -e "$STATE/updated" ] || exit 100;; esac`,
    });
    await saidDuring(() => ensureDebianPackages(NEEDS, ROOT));
    const apt = machine.ran().filter((line) => line.startsWith('apt-get'));
    expect(apt).toEqual([installOf('libgtk-3-0 xvfb'), UPDATE, installOf('libgtk-3-0 xvfb')]);
  });

  it("a release that renamed a package gets it by the release's own name", async () => {
    const machine = pretendMachine({
      'dpkg-query': NOTHING_INSTALLED,
      'apt-cache': 'case "$2" in libgtk-3-0) echo "  Candidate: (none)";; *) echo "  Candidate: 1.0";; esac',
      'apt-get': APT_GET,
    });
    await saidDuring(() => ensureDebianPackages(NEEDS, ROOT));
    expect(machine.ran()).toContain(installOf('libgtk-3-0t64 xvfb'));
  });

  it('an ordinary user gets the one command to run, and nothing is installed', () => {
    const machine = pretendMachine({ 'dpkg-query': NOTHING_INSTALLED, 'apt-cache': KNOWS_ALL, 'apt-get': APT_GET });
    expect(() => {
      ensureDebianPackages(NEEDS, PERSON);
    }).toThrow('Run: sudo apt-get update && sudo apt-get install -y libgtk-3-0 xvfb');
    expect(machine.ran().filter((line) => line.startsWith('apt-get'))).toEqual([]);
  });

  it.each([
    ['E: Failed to fetch http://archive/x  Could not connect', 'the Debian archive cannot be reached'],
    ["E: You don't have enough free space in /var/cache/apt/archives/.", 'the disk is full'],
    ['E: Could not get lock /var/lib/dpkg/lock-frontend.', 'apt is busy'],
    ['E: Unable to locate package xvfb', 'Unable to locate package xvfb'],
  ])('a failing apt (%s) ends in one sentence', async (output, sentence) => {
    pretendMachine({
      'dpkg-query': NOTHING_INSTALLED,
      'apt-cache': KNOWS_ALL,
      'apt-get': `case "$*" in *install*) cat >&2 <<'END'\n${output}\nEND\nexit 100;; esac`.replace(
        'cat >&2',
        'while read -r line; do echo "$line" >&2; done',
      ),
    });
    await saidDuring(() => {
      expect(() => {
        ensureDebianPackages(NEEDS, ROOT);
      }).toThrow(sentence);
    });
  });

  it('a machine with dpkg and without apt-get is told what to install', async () => {
    pretendMachine({ 'dpkg-query': NOTHING_INSTALLED });
    await saidDuring(() => {
      expect(() => {
        ensureDebianPackages(NEEDS, ROOT);
      }).toThrow('There is no apt-get here');
    });
  });

  it('a Linux without dpkg is not asked for Debian packages, but for the libraries that its Electron lacks', () => {
    pretendMachine({ ldd: 'printf "\\tlibnss3.so => not found\\n\\tlibc.so.6 => /lib/libc.so.6\\n"' });
    ensureDebianPackages(NEEDS, ROOT);
    expect(() => {
      ensureLibraries('/opt/electron');
    }).toThrow(/lacks libraries that Electron needs: libnss3\.so\. /);
  });

  it('a task without windows needs no system package', () => {
    expect(needsOf(NOTHING)).toEqual([]);
  });

  it('whoever runs the tests gets the compiler of the Windows installer’s script', () => {
    expect(needsOf({ ...NOTHING, installer: true })).toEqual([['nsis']]);
  });
});
