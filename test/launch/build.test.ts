import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build, explainBuildFailure, forgetBuild, isBuilt } from '../../electron/launch/build.mjs';
import { put, saidDuring, temporaryFolder } from './machine.ts';

/** A repository whose builder writes the three products, or fails. */
async function builtRepository(): Promise<string> {
  const folder = temporaryFolder();
  put(folder, 'shared/rule.ts', 'export const rule = 1;');
  put(folder, 'package.json', '{}');
  put(
    folder,
    'node_modules/electron-vite/bin/electron-vite.js',
    `const fs = require('node:fs');
     for (const [dir, file] of [['main', 'index.cjs'], ['preload', 'index.cjs'], ['renderer', 'index.html']]) {
       fs.mkdirSync('out/' + dir, { recursive: true });
       fs.writeFileSync('out/' + dir + '/' + file, '');
     }`,
  );
  await saidDuring(() => {
    build(folder);
  });
  return folder;
}

describe('the build', () => {
  it('unchanged sources are not built again', async () => {
    expect(isBuilt(await builtRepository())).toBe(true);
  });

  it.each(['shared/rule.ts', 'renderer/new.tsx', 'package.json', 'electron.vite.config.ts'])(
    'a change of %s is',
    async (path) => {
      const folder = await builtRepository();
      put(folder, path, 'changed');
      expect(isBuilt(folder)).toBe(false);
    },
  );

  it('a change of the bootstrap or of a test is no reason to build', async () => {
    const folder = await builtRepository();
    put(folder, 'electron/launch/run.mjs', 'changed');
    put(folder, 'test/rule.test.ts', 'changed');
    expect(isBuilt(folder)).toBe(true);
  });

  it('a product that was deleted is built again', async () => {
    const folder = await builtRepository();
    rmSync(join(folder, 'out/renderer'), { recursive: true });
    expect(isBuilt(folder)).toBe(false);
  });

  it('a file that moved is a change, though every byte is still there', async () => {
    const folder = await builtRepository();
    put(folder, 'shared/other.ts', 'export const rule = 1;');
    rmSync(join(folder, 'shared/rule.ts'));
    expect(isBuilt(folder)).toBe(false);
  });

  it('what the dev server wrote to out/ is not taken for a build', async () => {
    const folder = await builtRepository();
    forgetBuild(folder);
    expect(isBuilt(folder)).toBe(false);
  });

  it('a build that failed is not remembered', async () => {
    const folder = await builtRepository();
    put(folder, 'node_modules/electron-vite/bin/electron-vite.js', "throw new Error('Cannot find ./rule')");
    await saidDuring(() => {
      expect(() => {
        build(folder);
      }).toThrow(/^The build failed: .*Cannot find \.\/rule/);
    });
    expect(isBuilt(folder)).toBe(false);
  });

  it('the complaint is told, not the heading above it', () => {
    const output =
      '\u2717 Build failed in 11ms\nerror during build:\nBuild failed with 1 error:\n\n[31m[X] [0mCannot resolve entry module a.html.\n';
    expect(explainBuildFailure(output).message).toContain('Cannot resolve entry module a.html.');
  });
});
