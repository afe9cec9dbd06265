import { playwrightSuite } from './playwright-suite.ts';

/** The Debian package, installed, driven, upgraded and removed on this very machine. */
export const packageTests = playwrightSuite('packages', 'test/packages/playwright.config.ts');
