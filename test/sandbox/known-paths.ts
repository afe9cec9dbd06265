import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from './error-bodies.ts';
import { sendNotFound } from './refusals.ts';

/** Every path that is served, with its methods: a known path with another method is `405`, not `404`. */
const knownPaths: readonly { readonly path: RegExp; readonly methods: readonly string[] }[] = [
  { path: /^\/v1\/appointment-config$/, methods: ['GET'] },
  { path: /^\/v1\/services$/, methods: ['GET'] },
  { path: /^\/v1\/appointment-slots\/(?:availability|schedule-tracking)$/, methods: ['GET'] },
  { path: /^\/v1\/appointments$/, methods: ['GET', 'POST'] },
  { path: /^\/v1\/appointments\/[^/]+$/, methods: ['GET', 'PATCH'] },
  { path: /^\/sandbox\/(?:clock|windows\/[^/]+|book|faults)$/, methods: ['POST'] },
  { path: /^\/sandbox\/(?:appointments|requests)$/, methods: ['GET'] },
];

/** Answers a request that no route takes. */
export function sendUnknownRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const pathname = request.url.split('?')[0] ?? '';
  const known = knownPaths.find(({ path }) => path.test(pathname));
  if (known === undefined || known.methods.includes(request.method)) {
    return sendNotFound(reply, `No endpoint ${request.method} ${pathname}`);
  }
  const allowed = known.methods.join(', ');
  return reply
    .code(405)
    .header('allow', allowed)
    .send(errorBody('METHOD_NOT_ALLOWED', `${pathname} takes ${allowed}`));
}
