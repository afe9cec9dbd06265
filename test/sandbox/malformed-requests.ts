import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxClock } from './clock.ts';
import { errorBody } from './error-bodies.ts';
import { sendInvalid } from './refusals.ts';

/** The start of a path under /v1 in any of its spellings; a whole URL is taken as its path. */
const underV1 = /^(?:https?:\/\/[^/]*)?\/(?:v|%76)(?:1|%31)(?:[/?#]|$)/;

/** Requests whose path can't be decoded. */
const undecodable = new WeakSet<IncomingMessage>();

/**
 * Sends a request whose path can't be decoded through the hooks of the place that it asks for: under /v1 the gate stands before it
 * too. `originalUrl` stays what was asked for.
 */
export function routeUndecodable(server: FastifyInstance, request: FastifyRequest, reply: FastifyReply): void {
  const message = request.raw;
  const isV1 = underV1.test(request.originalUrl);
  undecodable.add(message);
  Object.assign(message, { originalUrl: message.url, url: isV1 ? '/v1/' : '/' });
  server.routing(message, reply.raw);
}

/**
 * Answers, after the gate, what Node would answer on its own without a body and with the machine's time, and what no route can
 * take: HTTP/1.1 without a host, an expectation that is not met, a path that can't be decoded.
 */
export function answerMalformed(server: FastifyInstance): void {
  const listener: Server = server.server;
  listener.on('checkExpectation', (message: IncomingMessage, response: ServerResponse) => {
    listener.emit('request', message, response);
  });
  server.addHook('preParsing', (request, reply, payload, done) => {
    const { headers, raw } = request;
    if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect)) {
      void reply.code(417).send(errorBody('EXPECTATION_FAILED', 'Expect: only 100-continue is met'));
    } else if (headers.host === undefined && raw.httpVersion === '1.1') {
      sendInvalid(reply, ['Host: required']);
    } else if (undecodable.has(raw)) {
      sendInvalid(reply, ['path: not a valid URL']);
    } else {
      done(null, payload);
    }
  });
}

/** Answers bytes that are no HTTP request, and hangs up. */
export function answerNoHttp(socket: Socket, clock: SandboxClock): void {
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(errorBody('VALIDATION_ERROR', 'Not a readable HTTP request'));
  const head = [
    'HTTP/1.1 400 Bad Request',
    `Date: ${new Date(clock.now()).toUTCString()}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
