import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Packager } from 'electron-builder';
import { describe, expect, it } from 'vitest';
import { SETUP_EXTENSION } from '../../electron/provision/setup-file.ts';
import { root } from '../../electron/launch/places.mjs';

async function configuration() {
  const packager = new Packager({ projectDir: root });
  // Throws, naming each fault, where electron-builder's schema does not take it.
  await packager.validateConfig();
  return packager.config;
}

describe('electron-builder.yml', () => {
  it('is what electron-builder takes, and every file that it names is there', async () => {
    const { linux, deb, rpm, win, nsis, mac } = await configuration();
    const files = [
      ...[linux?.icon, win?.icon, mac?.icon, deb?.afterInstall, deb?.afterRemove, rpm?.afterInstall, rpm?.afterRemove],
      ...[nsis?.include, nsis?.license, mac?.entitlements],
      ...[linux?.extraFiles].flat().map((files) => (typeof files === 'object' ? files?.from : files)),
    ];
    expect(files).not.toContain(undefined);
    expect(files.filter((file) => !existsSync(join(root, file ?? '')))).toEqual([]);
  });

  it('no uninstaller takes data: bookings that were not sent may lie in it', async () => {
    expect((await configuration()).nsis?.deleteAppDataOnUninstall).toBe(false);
  });

  it('a person may install for themselves or for everybody, and silently', async () => {
    const { nsis } = await configuration();
    expect(nsis).toMatchObject({ oneClick: false, perMachine: false, allowElevation: true });
  });

  it('setup files belong to the desk on every system: the name that the desk opens, and the type that Linux knows it by', async () => {
    const { fileAssociations, linux, win, mac } = await configuration();
    expect(fileAssociations).toEqual([
      {
        ext: SETUP_EXTENSION,
        name: 'Husky Desk set-up',
        description: 'Husky Desk set-up file',
        mimeType: 'application/vnd.husky-desk.setup+json',
        role: 'Viewer',
      },
    ]);
    // What stands there would be added once more.
    expect([linux, win, mac].map((system) => system?.fileAssociations)).toEqual([undefined, undefined, undefined]);
  });

  it('every way into the running app from outside is fused off', async () => {
    expect((await configuration()).electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('the deb depends on what the desk needs to start, and its names hold on Debian 12 and 13', async () => {
    const depends = (await configuration()).deb?.depends ?? [];
    for (const name of ['libgtk-3-0', 'libasound2', 'libatk-bridge2.0-0']) {
      expect(depends).toContain(`${name} | ${name}t64`);
    }
  });

  it('the rpm depends on the libraries that the deb depends on', async () => {
    const { deb, rpm } = await configuration();
    const libraries = [
      'gtk',
      'nss',
      'asound',
      'gbm',
      'xss|XScrnSaver',
      'xtst',
      'at-spi2|atk',
      'notify',
      'secret',
      'xdg',
    ];
    for (const library of libraries) {
      for (const depends of [deb?.depends, rpm?.depends]) {
        expect([depends].flat().filter((name) => new RegExp(library, 'i').test(name ?? ''))).not.toEqual([]);
      }
    }
  });

  it('no entry starts a program by an option that Chromium takes for its own', async () => {
    const actions = Object.values((await configuration()).linux?.desktop?.desktopActions ?? {});
    const autostart = join(root, 'electron/packaging/linux/autostart');
    const entries = readdirSync(autostart).map((name) => readFileSync(join(autostart, name), 'utf8'));
    const started = [...actions.map((action) => JSON.stringify(action)), ...entries];
    expect(started).toHaveLength(5);
    expect(started.filter((entry) => /--display\b/.test(entry))).toEqual([]);
  });

  it('the scripts of the packages are plain shell, and name only what electron-builder fills in', () => {
    for (const name of ['after-install', 'after-remove']) {
      const script = readFileSync(join(root, 'electron/packaging/linux', `${name}.sh`), 'utf8');
      expect(script).toMatch(/^#!\/bin\/sh\n/);
      const filled = [...script.matchAll(/\$\{([a-zA-Z]+)\}/g)].map(([, macro]) => macro ?? '');
      expect(filled.filter((macro) => !['executable', 'sanitizedProductName'].includes(macro))).toEqual([]);
    }
  });
});
