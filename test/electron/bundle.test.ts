import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveBundle } from '../../electron/main/bundle.ts';
import { emptyFolder } from './fakes.ts';

async function bundle(): Promise<(address: string, method?: string) => Promise<Response>> {
  const folder = await emptyFolder();
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.json'), '{"secret":true}');
  await writeFile(join(folder, 'renderer-other.json'), '{"secret":true}');
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets', 'main.js'), 'let x;');
  await writeFile(join(root, 'assets', 'program.exe'), 'MZ');
  return (address, method = 'GET') => serveBundle(root, new Request(address, { method }));
}

describe('app://bundle', () => {
  it.each([
    ['app://bundle/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://bundle/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://bundle/settings/key', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://bundle/assets/main.js?v=1#x', 'text/javascript; charset=utf-8', 'let x;'],
  ])('serves %s as %s', async (address, type, content) => {
    const response = await (await bundle())(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(content);
  });

  it.each([
    'app://bundle/..%2fsecret.json',
    'app://bundle/..%2Fsecret.json',
    'app://bundle/%2e%2e/secret.json',
    'app://bundle/assets/..%2f..%2fsecret.json',
    'app://bundle/..%5csecret.json',
    'app://bundle/..%2frenderer-other.json',
    'app://bundle/%2fetc/passwd.json',
    'app://bundle/assets/main.js%00.html',
    'app://bundle/%E0%A4%A.js',
    'app://bundle/assets/program.exe',
    'app://bundle/missing.js',
    'app://other/index.html',
  ])('gives nothing for %s', async (address) => {
    const response = await (await bundle())(address);
    expect([403, 404]).toContain(response.status);
    expect(await response.text()).toBe('');
  });

  it.each(['POST', 'PUT', 'DELETE'])('takes no %s', async (method) => {
    expect((await (await bundle())('app://bundle/', method)).status).toBe(405);
  });

  it('sends the strict policy with every answer', async () => {
    const serve = await bundle();
    for (const address of ['app://bundle/', 'app://bundle/missing.js']) {
      const { headers } = await serve(address);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});
