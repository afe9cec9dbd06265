import type { KnipConfig } from 'knip';

/** What a stylesheet takes from packages and from other stylesheets, as imports. */
function importsOf(css: string): string {
  const paths = [...css.matchAll(/(?:@import|url\()\s*'([^']+)'/g)].map(([, path]) => path ?? '');
  return paths.map((path) => `import '${path}';`).join('\n');
}

export default {
  entry: [
    'electron/main/index.ts!',
    'electron/preload/index.ts!',
    'renderer/main.tsx!',
    'renderer/slip.tsx!',
    'renderer/kiosk/main.tsx!',
    'renderer/display/main.tsx!',
    'electron/launch/runtime.mjs',
    'electron/launch/default-app/main.js',
    'test/{run,sandbox,demo,bench,screens,simulation}/main.ts',
    'test/bench/page/main.ts',
    'test/stage/window.ts',
    // Built for a window; the runner stands in for vitest there (test/stage/stage.ts).
    'test/db/page/{main,runner}.ts',
    'test/fixtures/gallery/{main.tsx,vite.config.ts}',
    // What the engine offers is agreed on as a whole (shared/booking/SPEC.md), whoever uses which part of it.
    'shared/booking/index.ts!',
  ],
  project: ['{electron,renderer,shared}/**/*.{ts,tsx,mjs,css}!', 'test/**/*.{ts,tsx,css}', '!electron/launch/**!'],
  vitest: { entry: ['test/**/*.test.{ts,tsx}'] },
  playwright: { config: ['test/e2e/playwright.config.ts'], entry: ['test/e2e/**/*.e2e.ts'] },
  ignoreDependencies: [
    // Makes the installers; they have no build of their own yet.
    'electron-builder',
  ],
  // Optional: the bench counts disk syncs where it is installed.
  ignoreBinaries: ['strace'],
  ignoreExportsUsedInFile: true,
  compilers: { css: importsOf },
} satisfies KnipConfig;
