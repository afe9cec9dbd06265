import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach } from 'vitest';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function listen(server: Server, drop: () => void): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(
    () =>
      new Promise((resolve) => {
        drop();
        server.close(() => {
          resolve();
        });
      }),
  );
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An HTTP server on loopback for one test. @returns its host and port */
export async function httpServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  return listen(server, () => {
    server.closeAllConnections();
  });
}

/** Answers every request alike and remembers what was asked. */
export async function answering(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ readonly host: string; readonly seen: readonly SeenRequest[] }> {
  const seen: SeenRequest[] = [];
  const host = await httpServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers: asked } = request;
      seen.push({ method, url, headers: asked, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(status, headers).end(body);
    });
  });
  return { host, seen };
}

/** A bare socket for servers that do not speak HTTP as they should. */
export async function socketServer(meet: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    meet(socket);
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** A port of loopback on which nothing listens. */
export async function deafPort(): Promise<string> {
  const server = createSocketServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${String(port)}`;
}
