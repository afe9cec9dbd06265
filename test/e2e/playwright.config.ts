import { defineConfig } from '@playwright/test';

/** A limit against hanging, not a measure of speed: Electron starts slowly on a busy machine. In milliseconds. */
const HANGING_MS = 900_000;
const EXPECTED_WITHIN_MS = 30_000;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../out/e2e',
  // A desk mostly waits: for its server, a clock, a person. Two keep two cores busy; more starve each other.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: HANGING_MS,
  expect: { timeout: EXPECTED_WITHIN_MS },
});
