import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { root } from '../../../electron/launch/places.mjs';
import type { brokenByLinks, firstBroken } from './entry.ts';
import type { Mutant } from './mutant.ts';

/** The simulation as a module of its own, with the product's code in it. */
export interface Simulation {
  readonly firstBroken: typeof firstBroken;
  readonly brokenByLinks: typeof brokenByLinks;
}

/** The text of a mutant's file with the replacement in it; throws where the text to replace is not there exactly once. */
export function mutated({ name, file, find, replace }: Mutant): string {
  const [before, after, ...more] = readFileSync(join(root, file), 'utf8').split(find);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(
      `The mutant ${name} is stale: its text occurs ${after === undefined ? 'not at all' : 'more than once'} in ${file}`,
    );
  return `${before}${replace}${after}`;
}

/** Bundles the simulation with one rule broken and loads it; nothing of the product on the disk changes. */
export async function loadMutant(mutant: Mutant): Promise<Simulation> {
  const text = mutated(mutant);
  const path = join(root, mutant.file);
  const replacing: Plugin = {
    name: 'mutant',
    enforce: 'pre',
    load: (id) => (id.split('?')[0] === path ? text : null),
  };
  // Beside node_modules, where the bundle finds the packages that stay outside it.
  const folder = mkdtempSync(join(root, 'node_modules', '.husky-mutant-'));
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      publicDir: false,
      plugins: [replacing],
      build: {
        ssr: join(root, 'test/simulation/mutants/entry.ts'),
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: 'simulation.mjs' } },
      },
    });
    return (await import(pathToFileURL(join(folder, 'simulation.mjs')).href)) as Simulation;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
