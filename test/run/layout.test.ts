import { describe, expect, it } from 'vitest';
import { put, temporaryFolder } from '../launch/machine.ts';
import { checkLayout, ruleNames } from './layout.ts';

/** A tree that keeps every rule; each test breaks one. */
const SOUND = {
  'package.json': JSON.stringify({ dependencies: { zod: '1.0.0' }, devDependencies: { vitest: '1.0.0' } }),
  'node_modules/zod/package.json': JSON.stringify({ name: 'zod', version: '1.0.0', main: 'index.js' }),
  'node_modules/zod/index.js': '',
  'node_modules/vitest/package.json': JSON.stringify({ name: 'vitest', version: '1.0.0', main: 'index.js' }),
  'node_modules/vitest/index.js': '',
  'node_modules/stray/package.json': JSON.stringify({ name: 'stray', version: '1.0.0', main: 'index.js' }),
  'node_modules/stray/index.js': '',
  'shared/slot.ts': "import 'zod'; export const slot = 1;",
  'electron/main/index.ts': "import 'node:fs'; import '../../shared/slot.ts'; export const main = 1;",
  'electron/launch/run.mjs': "import 'node:fs'; import('vitest');",
  'renderer/main.tsx': "import '../shared/slot.ts'; import './ui/button.tsx'; import './db/store.ts';",
  'renderer/ui/button.tsx': 'export const Button = 1;',
  'renderer/db/store.ts': 'export const store = 1;',
  'test/slot.test.ts': "import 'vitest'; import '../shared/slot.ts'; export const law = 1;",
};

/** For each rule, the file that breaks it and how. */
const PLANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'shared-stands-alone': { 'shared/slot.ts': "import 'node:fs'; export const slot = 1;" },
  'electron-without-renderer': {
    'electron/main/index.ts': "import '../../renderer/db/store.ts'; export const main = 1;",
  },
  'renderer-without-electron': {
    'renderer/main.tsx': "import './ui/button.tsx'; import './db/store.ts'; import '../electron/main/index.ts';",
  },
  'renderer-without-node': { 'renderer/db/store.ts': "import 'node:fs'; export const store = 1;" },
  'product-without-tests': { 'renderer/db/store.ts': "import '../../test/slot.test.ts'; export const store = 1;" },
  'product-without-development-packages': { 'renderer/db/store.ts': "import 'vitest'; export const store = 1;" },
  'bootstrap-stands-alone': { 'electron/launch/run.mjs': "import 'zod';" },
  'components-without-rules': { 'renderer/ui/button.tsx': "import '../db/store.ts'; export const Button = 1;" },
  'storage-without-screens': { 'renderer/db/store.ts': "import '../ui/button.tsx'; export const store = 1;" },
  'no-cycles': {
    'shared/slot.ts': "import './batch.ts'; export const slot = 1;",
    'shared/batch.ts': "import './slot.ts'; export const batch = 1;",
  },
  'no-orphans': { 'shared/left-over.ts': 'export const leftOver = 1;' },
  resolvable: { 'shared/slot.ts': "import './gone.ts'; export const slot = 1;" },
  declared: { 'renderer/db/store.ts': "import 'stray'; export const store = 1;" },
};

function tree(changes: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries({ ...SOUND, ...changes })) put(folder, path, text);
  return folder;
}

describe('the layout check', () => {
  it('a tree that keeps the rules passes, and every file of it was looked at', async () => {
    const sources = Object.keys(SOUND).filter((path) => /^(?:shared|electron|renderer|test)\//.test(path));
    expect(await checkLayout(tree())).toEqual({ modules: sources.length, complaints: [] });
  });

  it('a check that looked at nothing has failed', async () => {
    expect(await checkLayout(temporaryFolder())).toEqual({ modules: 0, complaints: ['there is no source to look at'] });
  });

  it('every rule is planted against', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(ruleNames().sort());
  });

  it.each(Object.entries(PLANTED))('%s: a planted violation is found', async (rule, changes) => {
    const { complaints } = await checkLayout(tree(changes));
    expect(complaints.some((complaint) => complaint.startsWith(`${rule}: `))).toBe(true);
  });
});
