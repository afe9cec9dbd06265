import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A folder as a feed on this computer. */
export interface ServedFolder {
  /** Nobody else can guess it; without a slash at the end. */
  readonly address: string;
  close(): void;
}

/** Bytes of randomness in the address. */
const SECRET_BYTES = 24;

/**
 * Serves the files of one folder, none of its folders, to this computer alone and whoever knows the address: a stick or a
 * share goes the same way, and through the same checks, as a feed (UPDATE-10).
 */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  const server = createServer((request, response) => {
    answer(folder, secret, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${String(port)}/${secret}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  folder: string,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = nameIn(request, secret);
  const size = name === null ? null : await sizeOfFile(join(folder, name));
  if (name === null || size === null) {
    response.writeHead(404).end();
    return;
  }
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= size) {
    response.writeHead(from === 0 ? 200 : 416, { 'content-length': 0 }).end();
    return;
  }
  response.writeHead(from === 0 ? 200 : 206, {
    'content-length': size - from,
    ...(from === 0 ? {} : { 'content-range': `bytes ${String(from)}-${String(size - 1)}/${String(size)}` }),
  });
  await pipeline(createReadStream(join(folder, name), { start: from, end: size - 1 }), response);
}

/** The file that is asked for; null: not by somebody who may, or no plain name. */
function nameIn({ method, url }: IncomingMessage, secret: string): string | null {
  const [, said, name = '', ...deeper] = (url ?? '').replace(/\?.*$/, '').split('/');
  if (method !== 'GET' || said !== secret || deeper.length > 0) return null;
  return /^[A-Za-z0-9][A-Za-z0-9._+~-]*$/.test(name) ? name : null;
}

async function sizeOfFile(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true ? found.size : null;
}
