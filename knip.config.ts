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
    // Run as programs: by npm's scripts, and by electron-builder in place of fpm.
    'electron/packaging/{main,icons,fpm}.ts',
    'electron/launch/default-app/main.js',
    'test/{run,sandbox,demo,bench,screens,simulation}/main.ts',
    'test/bench/page/main.ts',
    'test/stage/window.ts',
    'test/packages/measure.ts',
    // Run by npm's script.
    'electron/update/sign-feed.ts',
    // Built for a window; the runner stands in for vitest there (test/stage/stage.ts).
    'test/db/page/{main,runner}.ts',
    'test/fixtures/gallery/{main.tsx,vite.config.ts}',
    // What the engine offers is agreed on as a whole (shared/booking/SPEC.md), whoever uses which part of it.
    'shared/booking/index.ts!',
  ],
  project: [
    '{electron,renderer,shared}/**/*.{ts,tsx,mjs,css}!',
    'test/**/*.{ts,tsx,css}',
    '!electron/{launch,packaging}/**!',
  ],
  vitest: { entry: ['test/**/*.test.{ts,tsx}'] },
  playwright: {
    config: ['test/{e2e,packages}/playwright.config.ts'],
    entry: ['test/e2e/**/*.e2e.ts', 'test/packages/*.package.ts'],
  },
  // The bench counts disk syncs with strace where it is installed; the others make packages, and are looked for by the set-up.
  ignoreBinaries: ['strace', 'du', 'dpkg-deb', 'rpmbuild'],
  ignoreExportsUsedInFile: true,
  compilers: { css: importsOf },
} satisfies KnipConfig;
