import { playwrightSuite } from './playwright-suite.ts';

/** The whole desk, in Electron, on a display of its own. */
export const windowTests = playwrightSuite('windows', 'test/e2e/playwright.config.ts');
