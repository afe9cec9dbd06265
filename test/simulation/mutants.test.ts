import { describe, expect, it } from 'vitest';
import { catchMutant } from './mutants/catch.ts';
import { mutated } from './mutants/build.ts';
import { mutants } from './mutants/list.ts';
import { FILES_OF_WORLDS, WORLDS_OF_FILE } from './worlds.ts';

describe('a product with one rule broken', () => {
  it.each(mutants)('SIM-4: $name is caught', async (mutant) => {
    const caught = await catchMutant(mutant, 1, FILES_OF_WORLDS * WORLDS_OF_FILE);
    expect([mutant.caughtBy].flat()).toContain(caught?.rule);
  });

  it('SIM-4: each has a name of its own, and text that is replaced by another', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    for (const mutant of mutants) expect(mutant.replace).not.toBe(mutant.find);
  });

  it('SIM-4: a mutant whose text is gone, or stands there twice, is refused', () => {
    const [mutant] = mutants;
    expect(() => mutated({ ...mutant!, find: 'no such text' })).toThrow('not at all');
    expect(() => mutated({ ...mutant!, find: 'return' })).toThrow('more than once');
  });
});
