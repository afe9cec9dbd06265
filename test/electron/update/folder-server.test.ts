import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serveFolder } from '../../../electron/update/folder-server.ts';
import { emptyFolder } from '../fakes.ts';

it('UPDATE-10 a folder is served to this computer, whole or from a byte on, and nothing beyond its own files', async () => {
  const outside = await emptyFolder();
  const folder = join(outside, 'stick');
  await mkdir(join(folder, 'inner'), { recursive: true });
  await writeFile(join(outside, 'secret'), 'secret');
  await writeFile(join(folder, 'inner', 'deep'), 'deep');
  await writeFile(join(folder, '.hidden'), 'hidden');
  await writeFile(join(folder, 'latest.yml'), '0123456789');
  const served = await serveFolder(folder);
  onTestFinished(() => {
    served.close();
  });
  expect(new URL(served.address).hostname).toBe('127.0.0.1');
  expect(await (await fetch(`${served.address}/latest.yml`)).text()).toBe('0123456789');
  const rest = await fetch(`${served.address}/latest.yml`, { headers: { range: 'bytes=4-' } });
  expect([rest.status, rest.headers.get('content-range'), await rest.text()]).toEqual([206, 'bytes 4-9/10', '456789']);
  const origin = new URL(served.address).origin;
  const refused = [
    `${served.address}/..%2Fsecret`,
    `${served.address}/inner/deep`,
    `${served.address}/inner`,
    `${served.address}/.hidden`,
    `${served.address}/`,
    `${origin}/latest.yml`,
    `${origin}/guessed/latest.yml`,
  ];
  for (const address of refused) expect((await fetch(address)).status, address).toBe(404);
  expect((await fetch(`${served.address}/latest.yml`, { method: 'PUT', body: 'x' })).status).toBe(404);
});
