import { defineConfig } from 'vitest/config';

/** Ten thousand generated cases on a busy machine: a limit against hanging, not a measure of speed. In milliseconds. */
const HANGING_MS = 180_000;

const common = {
  environment: 'node',
  pool: 'forks',
  allowOnly: false,
  passWithNoTests: false,
  testTimeout: HANGING_MS,
  hookTimeout: HANGING_MS,
} as const;

/** Tests that act on the system: files, processes, a database, the whole of a module replaced. */
const onSystem = [
  'bench',
  'db',
  'demo',
  'electron',
  'launch',
  'packaging',
  'run',
  'sandbox',
  'simulation',
  'stage',
].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'system',
          include: onSystem,
          // A process each: a test that ends one or changes its folder harms no other.
          isolate: true,
        },
      },
      {
        test: {
          ...common,
          name: 'memory',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: onSystem,
          // Two processes for all: loading the screens and their libraries anew for each file takes longer than the tests.
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
          setupFiles: 'test/fixtures/clean-up.ts',
        },
      },
    ],
  },
});
