import { defineConfig } from '@playwright/test';
import desk from '../e2e/playwright.config.ts';

export default defineConfig(desk, { testDir: '.', testMatch: '**/*.package.ts', outputDir: '../../out/packages-run' });
