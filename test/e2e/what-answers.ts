import type { ElectronApplication } from '@playwright/test';

/** What does not answer within this hangs, milliseconds. */
const ANSWER_WITHIN_MS = 5_000;
const WORDS_SHOWN = 200;

/** Which processes of an app still answer and what its windows show, a line each: whether a test that waited in vain met a page that lacks something, or one that hangs. */
export async function whatAnswers({ app }: { readonly app: ElectronApplication }): Promise<string> {
  const main = app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => `${window.webContents.getURL()}${window.isVisible() ? '' : ' (hidden)'}`)
      .join(', '),
  );
  const pages = app.windows().map(async (page) => {
    const words = page.evaluate(() => document.body.innerText.replaceAll('\n', ' '));
    return `${page.url()}: ${(await answerOf(words)).slice(0, WORDS_SHOWN)}`;
  });
  return [`main: ${await answerOf(main)}`, ...(await Promise.all(pages))].join('\n');
}

async function answerOf(asked: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      resolve('no answer');
    }, ANSWER_WITHIN_MS);
  });
  const answer = asked.catch((error: unknown) => String(error).split('\n', 1)[0] ?? '');
  const first = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return first;
}
