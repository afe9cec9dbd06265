import { defineConfig } from '@playwright/test';
import desk from '../e2e/playwright.config.ts';

/** Two packages are built before the first test: a limit against hanging, not a measure of speed. In milliseconds. */
const HANGING_MS = 900_000;

export default defineConfig(desk, {
  timeout: HANGING_MS,
  testDir: '.',
  testMatch: '**/*.package.ts',
  outputDir: '../../out/packages-run',
});
