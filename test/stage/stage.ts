import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { build } from 'vite';
import { isRoot, sandboxSwitches } from '../../electron/launch/chromium-sandbox.mjs';
import { root } from '../../electron/launch/places.mjs';
import { CONTENT_SECURITY_POLICY } from '../../electron/main/bundle.ts';
import { electronRuntime, runtimeEnvironment } from '../../electron/launch/runtime.mjs';

/** As in electron.vite.config.ts: what the oldest runtime understands. */
const chromiumTarget = 'chrome130';
const nodeTarget = 'node20';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

export interface StagePage {
  /** The folder with the page's `index.html`, which is built as the product is. */
  readonly source: string;
  /** What the page puts on `window` when it can be used. */
  readonly offers: string;
}

/** A window with a page of our own in it, on a fresh profile. */
export interface Stage {
  readonly page: Page;
  readonly versions: { readonly electron: string; readonly chromium: string };
  /** Process id of Electron's main process. */
  readonly pid: number;
  /** Loads the page anew; nothing that it had opened stays open. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Builds the page as the product is built, serves it to this machine alone and opens it in the project's Electron. All of it
 * lies in a folder of its own beside the build, on the disk that the project is on: /tmp may be memory, which syncs in no time.
 */
export async function openStage({ source, offers }: StagePage): Promise<Stage> {
  const outFolder = join(root, 'out');
  mkdirSync(outFolder, { recursive: true });
  const folder = mkdtempSync(join(outFolder, 'stage-'));
  try {
    await buildPage(source, folder);
    const server = await serve(join(folder, 'page'));
    const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const app = await launch(folder, address);
    const page = await app.firstWindow();
    await page.waitForFunction((name) => name in window, offers);
    const versions = await app.evaluate(() => ({
      electron: process.versions['electron'],
      chromium: process.versions['chrome'],
    }));
    return {
      page,
      versions,
      pid: app.process().pid ?? 0,
      reload: async () => {
        await page.goto('about:blank');
        await page.waitForTimeout(storageLingersMs);
        await page.goto(address);
        await page.waitForFunction((name) => name in window, offers);
      },
      close: async () => {
        await app.close();
        server.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Chromium keeps the files of a site's databases open for two seconds after the last of its windows has gone. */
const storageLingersMs = 2_500;

async function buildPage(source: string, folder: string): Promise<void> {
  const shared = { configFile: false, logLevel: 'warn' } as const;
  await build({
    ...shared,
    root: source,
    // A suite of the module tests runs in the page as it is, by what the page has in place of the runner.
    resolve: { alias: { vitest: fileURLToPath(new URL('../db/page/runner.ts', import.meta.url)) } },
    build: {
      outDir: join(folder, 'page'),
      emptyOutDir: true,
      target: chromiumTarget,
      modulePreload: false,
      // One page, and nobody waits for it over a network.
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    },
  });
  await build({
    ...shared,
    root: import.meta.dirname,
    build: {
      outDir: join(folder, 'main'),
      emptyOutDir: true,
      target: nodeTarget,
      ssr: true,
      rolldownOptions: {
        input: fileURLToPath(new URL('./window.ts', import.meta.url)),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'window.cjs' },
      },
    },
  });
}

/** IndexedDB and locks need a secure context, and a fine clock needs an isolated one. The policy is the product's. */
async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function launch(folder: string, address: string): Promise<ElectronApplication> {
  const runtime = await electronRuntime();
  const env = Object.entries(runtimeEnvironment(runtime)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return _electron.launch({
    executablePath: runtime.exe,
    args: [
      ...sandboxSwitches({ isRoot: isRoot() }).switches,
      join(folder, 'main', 'window.cjs'),
      address,
      `--user-data-dir=${join(folder, 'profile')}`,
    ],
    env: Object.fromEntries(env),
  });
}
