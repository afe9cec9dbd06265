import { defineConfig } from 'vitest/config';

/** Ten thousand generated cases on a busy machine: a limit against hanging, not a measure of speed. In milliseconds. */
const HANGING_MS = 180_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'node',
    // A process each: a test that ends one or changes its folder harms no other.
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: HANGING_MS,
    hookTimeout: HANGING_MS,
  },
});
