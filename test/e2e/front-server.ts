import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server behaves to the desk. `fair`: as the sandbox behind it does. */
export type Mood =
  | 'fair'
  | 'refuses-later-days'
  | 'hangs-up'
  | 'html'
  | 'unauthorized'
  | 'no-scope'
  | 'quota'
  | 'too-many'
  | 'wait-a-day'
  | 'wrong-path'
  | 'wordless-refusal'
  | 'empty-clinic'
  | 'silent'
  | 'fault'
  | 'half-answer'
  | 'withholds-answer'
  | 'missing-fields'
  | 'day-ahead';

export interface FrontServer {
  readonly url: string;
  readonly port: number;
  mood: Mood;
  /** Whether no booking is taken, whatever the mood: each is refused with 429, so that none is left without a known end. */
  takesNoBooking: boolean;
  /** Told of each request as it arrives, before anything comes of it. */
  onRequest: (request: { readonly method: string; readonly body: string }) => Promise<void> | void;
  close(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;

/**
 * A server between the desk and the sandbox that can misbehave.
 * @param behind the sandbox's address
 * @param now epoch ms by the clock of the desk and the sandbox: every answer carries it
 */
export async function startFrontServer(behind: string, now: () => number): Promise<FrontServer> {
  const front: Pick<FrontServer, 'mood' | 'takesNoBooking' | 'onRequest'> = {
    mood: 'fair',
    takesNoBooking: false,
    onRequest: () => undefined,
  };
  const server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (part: Buffer) => body.push(part));
    request.on('end', () => {
      const asked = { request, body: Buffer.concat(body), behind };
      response.setHeader('date', new Date(now() + (front.mood === 'day-ahead' ? dayMs : 0)).toUTCString());
      Promise.resolve(front.onRequest({ method: request.method ?? 'GET', body: asked.body.toString('utf8') }))
        .then(() =>
          answer(front.takesNoBooking && request.method === 'POST' ? 'too-many' : front.mood, asked, response),
        )
        .catch(() => request.socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(front, {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

interface Asked {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly behind: string;
}

/** Refusals as the contract has them. */
const refusals: Readonly<
  Partial<Record<Mood, { readonly status: number; readonly code: string; readonly message: string }>>
> = {
  unauthorized: { status: 401, code: 'UNAUTHORIZED', message: 'Unknown API key' },
  'no-scope': { status: 403, code: 'INSUFFICIENT_SCOPE', message: 'The key lacks the scope appointments:write' },
  quota: { status: 402, code: 'QUOTA_EXCEEDED', message: 'The daily quota is used up' },
  'too-many': { status: 429, code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' },
  'wait-a-day': { status: 429, code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' },
  fault: { status: 500, code: 'INTERNAL', message: 'Something broke' },
};

async function answer(mood: Mood, asked: Asked, response: ServerResponse): Promise<void> {
  const refusal = refusals[mood];
  if (refusal !== undefined) {
    const { status, ...error } = refusal;
    const retry = status === 429 ? { 'retry-after': mood === 'wait-a-day' ? '86400' : '1' } : {};
    response.writeHead(status, { 'content-type': 'application/json', ...retry });
    response.end(JSON.stringify({ success: false, error }));
    return;
  }
  const { socket, url = '', method } = asked.request;
  switch (mood) {
    case 'refuses-later-days':
      // Today alone: the fourteen days of a whole sync would use up the minute's requests.
      if (/date=2026-06-1[45]|config|services/.test(url)) return pass(asked, response);
      socket.destroy();
      return;
    case 'silent':
      return;
    case 'withholds-answer':
      if (method !== 'POST') return pass(asked, response);
      await carryOut(asked);
      return;
    case 'hangs-up':
      socket.destroy();
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to the Wi-Fi of the hotel</h1>');
      return;
    case 'half-answer':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"success":true,"data":');
      setImmediate(() => socket.destroy());
      return;
    case 'wrong-path':
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Cannot GET"}');
      return;
    case 'wordless-refusal':
      response.writeHead(403).end();
      return;
    case 'empty-clinic':
      if (!/services|appointment-slots/.test(url)) return pass(asked, response);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ success: true, date: /date=([\d-]+)/.exec(url)?.[1], slots: [], data: [] }));
      return;
    case 'missing-fields':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}');
      return;
    default:
      return pass(asked, response);
  }
}

async function pass(asked: Asked, response: ServerResponse): Promise<void> {
  const reply = await carryOut(asked);
  response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'application/json' });
  response.end(Buffer.from(await reply.arrayBuffer()));
}

function carryOut({ request, body, behind }: Asked): Promise<Response> {
  return fetch(`${behind}${request.url ?? ''}`, {
    method: request.method ?? 'GET',
    headers: {
      authorization: request.headers.authorization ?? '',
      ...(body.length === 0 ? {} : { 'content-type': 'application/json' }),
    },
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });
}
