import { connect, isIP } from 'node:net';
import type { LineCause } from '../../shared/ipc/contract.ts';
import { failureOf } from '../api/failure.ts';
import { LOOK_LIMIT_MS, type LineLook, type LineTarget } from './line-watch.ts';

/** What a look needs of Chromium's network: the connections of requests are made by it, so it knows names and proxies. */
export interface LookPorts {
  /** Whether any network interface is up. */
  readonly isOnline: () => boolean;
  /** As a PAC script answers: `DIRECT`, or the proxies in turn. */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** Addresses of a name. */
  readonly resolveHost: (host: string) => Promise<readonly string[]>;
}

/** Addresses of a name that are tried, all at once. */
const MOST_ADDRESSES = 4;

/** What a failed connection tells, most telling first: that something refused says that the way there is open. */
const byWorth: readonly LineCause[] = ['refused', 'reset', 'timeout', 'no-route', 'no-network', 'dns'];

/**
 * Opens a connection to the API and closes it at once; nothing is sent. Never rejects.
 * @param limitMs milliseconds after which it has failed
 */
export async function lookAt(target: LineTarget, ports: LookPorts, limitMs = LOOK_LIMIT_MS): Promise<LineLook> {
  if (!ports.isOnline()) return failed('no-network');
  const limit = new Limit(limitMs);
  const look = lookWithin(target, ports, limit);
  const found = await Promise.race([look, limit.passed.then(() => failed(limit.waitsFor))]);
  limit.end();
  return found;
}

async function lookWithin(target: LineTarget, ports: LookPorts, limit: Limit): Promise<LineLook> {
  const way = await ports.resolveProxy(target.url).catch(() => 'DIRECT');
  if (!/^\s*DIRECT\s*(;|$)/i.test(way)) return { kind: 'blind' };
  const addresses = await addressesOf(target.host, ports);
  if (addresses.length === 0) return failed('dns');
  limit.waitsFor = 'timeout';
  const looks = addresses.slice(0, MOST_ADDRESSES).map((address) => knock(address, target.port, limit.signal));
  return firstOpen(looks);
}

async function addressesOf(host: string, { resolveHost }: LookPorts): Promise<readonly string[]> {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return [bare];
  return resolveHost(bare).catch(() => []);
}

/** Open as soon as one is; else what tells most. */
async function firstOpen(knocks: readonly Promise<LineCause | null>[]): Promise<LineLook> {
  const opened = knocks.map(async (knocking) => {
    const cause = await knocking;
    if (cause !== null) throw new Error(cause);
  });
  try {
    await Promise.any(opened);
    return { kind: 'open' };
  } catch {
    const causes = await Promise.all(knocks);
    return failed(byWorth.find((cause) => causes.includes(cause)) ?? 'timeout');
  }
}

/** Null: the connection was made. */
function knock(address: string, port: number, signal: AbortSignal): Promise<LineCause | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, signal });
    socket.once('connect', () => {
      resolve(null);
      socket.destroy();
    });
    socket.once('error', (error) => {
      resolve(causeOf(error));
      socket.destroy();
    });
  });
}

function causeOf(error: Error): LineCause {
  const { cause } = failureOf(error, true);
  return byWorth.find((known) => known === cause) ?? 'timeout';
}

function failed(cause: LineCause): LineLook {
  return { kind: 'failed', cause };
}

/** The time that a look may take, and what it waits for when that is over. */
class Limit {
  waitsFor: LineCause = 'dns';
  readonly passed: Promise<void>;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(limitMs: number) {
    let pass: () => void = () => undefined;
    this.passed = new Promise((resolve) => {
      pass = resolve;
    });
    this.#timer = setTimeout(pass, limitMs);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Connections that are still being made are given up. */
  end(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }
}
