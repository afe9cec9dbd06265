import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * What the oldest runtime understands (docs/adr: the Electron fallback). Left to itself electron-vite builds for the
 * Electron in package.json, and for ES modules, which the fallback can't load; a sandboxed preload script must be CommonJS
 * in any case.
 */
const NODE_TARGET = 'node20';
const CHROMIUM_TARGET = 'chrome130';
const commonJs = { format: 'cjs', entryFileNames: 'index.cjs' } as const;

/** The pages' policy under the dev server, which needs inline scripts and a socket; built pages get theirs from main. */
const DEV_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const at = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      outDir: at('out/main'),
      sourcemap: true,
      rolldownOptions: { input: at('electron/main/index.ts'), output: commonJs },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      outDir: at('out/preload'),
      rolldownOptions: { input: at('electron/preload/index.ts'), output: commonJs },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    server: { headers: { 'content-security-policy': DEV_POLICY } },
    build: {
      target: CHROMIUM_TARGET,
      outDir: at('out/renderer'),
      sourcemap: true,
      /** The policy allows no inline script and no data: font. */
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          index: at('renderer/index.html'),
          slip: at('renderer/slip.html'),
          kiosk: at('renderer/kiosk.html'),
          display: at('renderer/display.html'),
        },
      },
    },
  },
});
