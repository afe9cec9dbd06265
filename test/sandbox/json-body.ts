import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Largest body that is read, in bytes; a booking needs a few hundred. */
export const largestBody = 100_000;

/** A body as it arrived. A faulty one is the handler's to refuse, after the path and the method are known to be right. */
type ReceivedBody =
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'faulty'; readonly fault: string };

const noBody: ReceivedBody = { kind: 'faulty', fault: 'body: required' };

const receivedBodies = new WeakMap<FastifyRequest, ReceivedBody>();

/** Reads every body as UTF-8 JSON, whatever its Content-Type says: the contract asks for JSON, not for a header. */
export function readJsonBodies(server: FastifyInstance): void {
  // Fastify refuses a type that it can't read, and takes an empty one for none: neither gets to see what was sent.
  server.addHook('onRequest', (request, _reply, done) => {
    request.raw.headers['content-type'] = 'application/json';
    done();
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    receivedBodies.set(request, parseJson(bytes));
    done(null, undefined);
  });
}

export function receivedBody(request: FastifyRequest): ReceivedBody {
  return receivedBodies.get(request) ?? noBody;
}

function parseJson(bytes: string | Buffer): ReceivedBody {
  if (bytes.length === 0) return noBody;
  try {
    const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'faulty', fault: 'body: not JSON' };
  }
}
