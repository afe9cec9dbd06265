import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { Bookings } from './bookings.ts';
import { ClinicState } from './clinic-state.ts';
import { SandboxClock } from './clock.ts';
import { readConfig, type ConfigInput, type SandboxConfig } from './config.ts';
import { addControlRoutes } from './control-routes.ts';
import { FaultPlan } from './fault-plan.ts';
import { Gate } from './gate.ts';
import { memoryJournal, openJournal, type Journal } from './journal.ts';
import { largestBody, readJsonBodies } from './json-body.ts';
import { sendUnknownRoute } from './known-paths.ts';
import { answerMalformed, answerNoHttp, routeUndecodable } from './malformed-requests.ts';
import { errorBody } from './error-bodies.ts';
import { RequestLog } from './request-log.ts';
import { sampleSandboxConfig } from './sample-config.ts';
import { StartRefused } from './start-refused.ts';
import { addV1Routes } from './v1-routes.ts';

/** Nothing outside this machine reaches the sandbox. */
const loopback = '127.0.0.1';

/** Ids in paths, in characters; as long as Node takes a request's head, so that an unknown one is `404` however long. */
const longestId = 16_384;

export interface SandboxStart {
  /** As parsed from a file; the sample clinic where left out. */
  readonly config?: SandboxConfig;
  /** 0, the default, picks a free one. */
  readonly port?: number;
  /** Where appointments outlive the process; in memory where left out. */
  readonly dataDir?: string;
  /** Epoch ms at which the clock starts; real time where left out. */
  readonly now?: number;
}

export interface Sandbox {
  /** Without a slash at the end and without /v1. */
  readonly url: string;
  readonly port: number;
  /** Breaks every connection, also those that wait for an answer, and lets go of the data directory. */
  close(): Promise<void>;
}

/** A config in the words of a config file. @throws StartRefused with one line per fault */
export function sandboxConfig(input: ConfigInput): SandboxConfig {
  const reading = readConfig(input);
  if (reading.kind === 'faulty') throw new StartRefused(reading.faults);
  return reading.config;
}

/**
 * Serves the appointments API on loopback, until closed.
 *
 * @throws StartRefused where the port is taken or the data directory can't be used
 */
export async function startSandbox(start: SandboxStart = {}): Promise<Sandbox> {
  const config = start.config ?? sampleSandboxConfig;
  const clock = new SandboxClock(start.now ?? null);
  const state = new ClinicState(config);
  const journal = journalOf(start.dataDir, state);
  const closing = new AbortController();
  const server = buildServer({ config, clock, state, journal, closing: closing.signal });
  const port = start.port ?? 0;
  try {
    await server.listen({ host: loopback, port });
  } catch (error) {
    await server.close();
    journal.close();
    throw new StartRefused([`--port: ${listenFault(error, port)}`]);
  }
  // Listening on a host and a port always binds an address, never a pipe.
  const { port: boundPort } = server.server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${loopback}:${String(boundPort)}`,
    port: boundPort,
    close: () => (closed ??= closeAll(server, journal, closing)),
  };
}

function journalOf(dataDir: string | undefined, state: ClinicState): Journal {
  if (dataDir === undefined) return memoryJournal;
  return openJournal(
    dataDir,
    (entry) => state.apply(entry),
    () => state.entries(),
  );
}

interface ServerParts {
  readonly config: SandboxConfig;
  readonly clock: SandboxClock;
  readonly state: ClinicState;
  readonly journal: Journal;
  readonly closing: AbortSignal;
}

function buildServer({ config, clock, state, journal, closing }: ServerParts): FastifyInstance {
  const server: FastifyInstance = Fastify({
    logger: false,
    bodyLimit: largestBody,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: longestId },
    http: { requireHostHeader: false },
    clientErrorHandler: (_error, socket) => answerNoHttp(socket, clock),
    frameworkErrors: (_error, request, reply) =>
      routeUndecodable(server, request as unknown as FastifyRequest, reply as unknown as FastifyReply),
  });
  tellTime(server, clock);
  answerMalformed(server);
  readJsonBodies(server);
  server.setErrorHandler((error: FastifyError, _request, reply) => {
    const { status, code, message } = answerTo(error);
    return reply.code(status).send(errorBody(code, message));
  });
  server.setNotFoundHandler(sendUnknownRoute);

  const faults = new FaultPlan();
  const requests = new RequestLog();
  const bookings = new Bookings(state, journal, clock);
  const gate = new Gate({ config, clock, faults, requests, closing });
  void server.register(
    (v1, _options, done) => {
      gate.guard(v1);
      // Again, for the gate may have held the answer back.
      tellTime(v1, clock);
      v1.setNotFoundHandler(sendUnknownRoute);
      addV1Routes(v1, { gate, state, bookings });
      done();
    },
    { prefix: '/v1' },
  );
  void server.register(
    (controls, _options, done) => {
      addControlRoutes(controls, { clock, state, bookings, faults, requests });
      done();
    },
    { prefix: '/sandbox' },
  );
  return server;
}

/** Clients measure their clock by this header, so it has to tell the sandbox's time at which the answer leaves. */
function tellTime(server: FastifyInstance, clock: SandboxClock): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('date', new Date(clock.now()).toUTCString());
    done(null, payload);
  });
}

async function closeAll(server: FastifyInstance, journal: Journal, closing: AbortController): Promise<void> {
  closing.abort();
  await server.close();
  journal.close();
}

/** What could not be carried out, without the words of the cause: they may hold what was sent. */
function answerTo(error: FastifyError): { status: number; code: string; message: string } {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return { status: 413, code: 'BODY_TOO_LARGE', message: `body: more than ${String(largestBody)} bytes` };
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return { status: 400, code: 'VALIDATION_ERROR', message: 'body: not readable' };
  return {
    status: 500,
    code: 'INTERNAL_ERROR',
    message: `The request was not carried out (${error.code || 'unknown'})`,
  };
}

function listenFault(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `${String(port)} is in use`;
  if (code === 'EACCES') return `${String(port)} may not be used by this account`;
  return `cannot listen on ${String(port)}: ${error instanceof Error ? error.message : 'unknown reason'}`;
}
