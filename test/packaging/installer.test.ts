import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { root } from '../../electron/launch/places.mjs';
import { emptyFolder } from '../electron/fakes.ts';
import { standInForWindowsTools } from './windows-tools.ts';

/** electron-builder remembers where it found a tool. */
const tools = mkdtempSync(join(tmpdir(), 'husky-windows-tools-'));

beforeAll(() => {
  for (const [name, value] of Object.entries(standInForWindowsTools(tools))) vi.stubEnv(name, value);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(tools, { recursive: true });
});

const SCRIPT = join(root, 'electron/packaging/windows/installer.nsh');

/**
 * Makes the Windows installer of an empty app as a release does: electron-builder's own templates, electron-builder.yml, and
 * both passes of makensis (the uninstaller, then the installer), with every warning an error.
 * @param script instead of ours
 * @returns its first bytes
 */
async function compiledInstaller(script = SCRIPT): Promise<string> {
  const folder = await emptyFolder();
  const app = join(folder, 'app');
  mkdirSync(join(app, 'resources'), { recursive: true });
  const files = await build({
    projectDir: root,
    prepackaged: app,
    targets: Platform.WINDOWS.createTarget('nsis', Arch.x64),
    config: { directories: { output: join(folder, 'out') }, nsis: { include: script } },
    publish: 'never',
  });
  const installer = files.find((file) => file.endsWith('.exe')) ?? '';
  return readFileSync(installer).toString('latin1', 0, 2);
}

/** Our script with a fault planted. */
async function scriptWith(change: (script: string) => string): Promise<string> {
  const file = join(await emptyFolder(), 'installer.nsh');
  const script = readFileSync(SCRIPT, 'utf8');
  const changed = change(script);
  expect(changed).not.toBe(script);
  writeFileSync(file, changed);
  return file;
}

describe('the script of the Windows installer', () => {
  it('compiles into an uninstaller and an installer', async () => {
    expect(await compiledInstaller()).toBe('MZ');
  });

  it('a fault in what it does at installing stops the build', async () => {
    const faulty = await scriptWith((script) => script.replace('CreateShortCut', 'CreateShortcutOf'));
    await expect(compiledInstaller(faulty)).rejects.toThrow('Invalid command: "CreateShortcutOf"');
  });

  it('a fault in what it does at uninstalling stops the build', async () => {
    const faulty = await scriptWith((script) => script.replace('Delete "', 'DeleteLink "'));
    await expect(compiledInstaller(faulty)).rejects.toThrow('Invalid command: "DeleteLink"');
  });
});
