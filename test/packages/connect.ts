import type { ChildProcess } from 'node:child_process';
import { chromium, type BrowserContext, type Page } from '@playwright/test';

/**
 * Comes into a packed desk that was started with `--remote-debugging-port=0`: its inspector is fused off, so Playwright takes
 * the pages' own protocol. Throws what the desk said where it ends instead.
 */
export async function connectTo(desk: ChildProcess): Promise<{ context: BrowserContext; page: Page }> {
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    desk.stdout?.on('data', hear);
    desk.stderr?.on('data', hear);
    desk.once('exit', (code) => reject(new Error(`the desk ended with ${String(code)}:\n${said}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the desk has no pages');
  return { context, page: context.pages()[0] ?? (await context.waitForEvent('page')) };
}
