import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

const mutants = ['retry-without-list'];

describe('the command line of the simulation', () => {
  it('SIM-2: reads a seed, runs, a mutant and a file, with or without "="', () => {
    const args = ['--seed', '42', '--runs=7', '--mutant', 'retry-without-list', '--json=out/sim.json'];
    expect(parseCommandLine(args, mutants)).toEqual({
      kind: 'options',
      options: { task: 'run', seed: 42, runs: 7, mutant: 'retry-without-list', jsonFile: 'out/sim.json' },
    });
  });

  it('SIM-2: lists mutants, shows the table, runs a hundred worlds where nothing is said', () => {
    expect(parseCommandLine(['--list-mutants'], mutants)).toMatchObject({ options: { task: 'list-mutants' } });
    expect(parseCommandLine(['--table'], mutants)).toMatchObject({ options: { task: 'table' } });
    expect(parseCommandLine([], mutants)).toMatchObject({ options: { task: 'run', seed: 1, runs: 100, mutant: null } });
    expect(parseCommandLine(['--help'], mutants)).toEqual({ kind: 'help' });
  });

  it.each([
    [['--seed', 'x'], '--seed: "x" is not what it takes; give a whole number, such as --seed 42'],
    [['--runs', '0'], '--runs: "0" is not what it takes; give a whole number from 1 on, such as --runs 100'],
    [['--runs'], '--runs: needs a value: a whole number from 1 on, such as --runs 100'],
    [['--mutant', 'none'], '--mutant: there is no "none"; --list-mutants prints their names'],
    [['--table=1'], '--table: takes no value; write it alone'],
    [['--seed=1', '--seed=2'], '--seed: given twice; leave one out'],
  ])('SIM-2: %j is refused with the option and the remedy', (args, message) => {
    expect(parseCommandLine(args, mutants)).toEqual({ kind: 'refused', message });
  });

  it('SIM-2: an unknown option is named', () => {
    expect(parseCommandLine(['--speed'], mutants)).toMatchObject({
      message: expect.stringMatching(/^--speed: no such/),
    });
  });
});
