import { defineConfig } from '@playwright/test';
import { SHOWN_WITHIN_MS } from './at-the-desk.ts';

/** A limit against hanging, not a measure of speed: Electron starts slowly on a busy machine. In milliseconds. */
const HANGING_MS = 900_000;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../out/e2e',
  // A desk mostly waits: for its server, a clock, a person. Two keep two cores busy; more starve each other.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: HANGING_MS,
  expect: { timeout: SHOWN_WITHIN_MS },
});
