import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Largest body that is read, in bytes; a booking needs a few hundred. */
export const largestBody = 100_000;

/** A body as it arrived. A faulty one is the handler's to refuse, after the path and the method are known to be right. */
type ReceivedBody =
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'faulty'; readonly fault: string };

const receivedBodies = new WeakMap<FastifyRequest, ReceivedBody>();

/** Reads every body as UTF-8 JSON, whatever its Content-Type says: the contract asks for JSON, not for a header. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    receivedBodies.set(request, parseJson(bytes));
    done(null, undefined);
  });
}

export function receivedBody(request: FastifyRequest): ReceivedBody {
  return receivedBodies.get(request) ?? { kind: 'faulty', fault: 'body: required' };
}

function parseJson(bytes: string | Buffer): ReceivedBody {
  try {
    const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'faulty', fault: 'body: not JSON' };
  }
}
