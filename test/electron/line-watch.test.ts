import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  LineWatch,
  LOOK_EVERY_MS,
  LOOK_LIMIT_MS,
  type LineLook,
  type LineTarget,
} from '../../electron/net/line-watch.ts';
import { lookAt, type LookPorts } from '../../electron/net/look.ts';
import type { LineCause } from '../../shared/ipc/contract.ts';
import { VirtualTime } from '../sync/world/virtual-time.ts';

const open: LineLook = { kind: 'open' };
const failed = (cause: LineCause): LineLook => ({ kind: 'failed', cause });

/** A watch in a world where looking takes as long as it is told, and time waits for it. */
class World {
  readonly time = new VirtualTime(0);
  readonly told: { readonly at: number; readonly lost: LineCause | null }[] = [];
  looks = 0;
  found: LineLook = open;
  tookMs = 20;
  target: LineTarget | null = { url: 'https://api.example/v1', host: 'api.example', port: 443 };
  readonly watch = new LineWatch({
    target: () => this.target,
    look: () => {
      this.looks += 1;
      const { found, tookMs } = this;
      return new Promise((resolve) => {
        this.time.after(tookMs, () => {
          resolve(found);
        });
      });
    },
    after: (ms, callback) => this.time.after(ms, callback),
    tell: (lost) => this.told.push({ at: this.time.now, lost }),
  });

  async opened(): Promise<void> {
    this.watch.start();
    await this.time.pass(10_000);
  }
}

const second = 1_000;

describe('the line watch', () => {
  it.each<[LineCause, number]>([
    ['refused', 5],
    ['no-network', 1],
    ['dns', 100],
    ['no-route', 5],
    ['timeout', LOOK_LIMIT_MS],
  ])('LINE-1: %s is told within ten seconds, whenever it begins', async (cause, tookMs) => {
    for (let begins = 0; begins < LOOK_EVERY_MS + 500; begins += 250) {
      const world = new World();
      await world.opened();
      await world.time.pass(begins);
      const since = world.time.now;
      world.found = failed(cause);
      world.tookMs = tookMs;
      await world.time.pass(30 * second);
      expect(world.told).toHaveLength(1);
      expect(world.told[0]?.lost).toBe(cause);
      expect((world.told[0]?.at ?? Infinity) - since).toBeLessThan(10 * second);
      world.found = open;
      world.tookMs = 20;
      const backAt = world.time.now;
      await world.time.pass(10 * second);
      expect(world.told[1]?.lost).toBeNull();
      expect((world.told[1]?.at ?? Infinity) - backAt).toBeLessThan(7 * second);
      world.watch.stop();
    }
  });

  it('LINE-1: one look that fails is not a loss, however often that happens', async () => {
    const world = new World();
    await world.opened();
    for (let times = 0; times < 20; times += 1) {
      const { looks } = world;
      world.found = failed('timeout');
      await world.time.until(() => world.looks > looks);
      world.found = open;
      await world.time.pass(10 * second);
    }
    expect(world.told).toEqual([]);
  });

  it('LINE-1: it costs a connection every few seconds, and nothing while it is stopped', async () => {
    const world = new World();
    world.watch.start();
    world.watch.start();
    await world.time.pass(60 * second);
    expect(world.looks).toBeLessThanOrEqual(18);
    world.watch.stop();
    const { looks } = world;
    await world.time.pass(60 * second);
    expect(world.looks).toBe(looks);
    world.watch.start();
    await world.time.pass(100);
    expect(world.looks).toBe(looks + 1);
  });

  it('LINE-5: what it never saw open it does not call lost, and tells when it opens', async () => {
    const world = new World();
    world.found = failed('refused');
    await world.opened();
    expect(world.told).toEqual([]);
    world.found = open;
    await world.time.pass(5 * second);
    expect(world.told.map(({ lost }) => lost)).toEqual([null]);
  });

  it('LINE-5: behind a proxy it says nothing, and takes back what it said', async () => {
    const world = new World();
    world.found = { kind: 'blind' };
    await world.opened();
    world.found = failed('refused');
    await world.time.pass(30 * second);
    expect(world.told).toEqual([]);
    world.found = open;
    await world.time.pass(10 * second);
    world.found = failed('refused');
    await world.time.pass(10 * second);
    world.found = { kind: 'blind' };
    await world.time.pass(10 * second);
    expect(world.told.map(({ lost }) => lost)).toEqual([null, 'refused', null]);
  });

  it('LINE-5: of another address nothing is known, and of none there is nothing to know', async () => {
    const world = new World();
    await world.opened();
    world.found = failed('dns');
    await world.time.pass(10 * second);
    world.target = { url: 'https://api.other/v1', host: 'api.other', port: 443 };
    await world.time.pass(30 * second);
    expect(world.told.map(({ lost }) => lost)).toEqual(['dns', null]);
    world.target = null;
    const { looks } = world;
    await world.time.pass(30 * second);
    expect(world.looks).toBe(looks);
  });

  it('LINE-1: a loss that gets another cause is told anew, once it is sure', async () => {
    const world = new World();
    await world.opened();
    world.found = failed('timeout');
    await world.time.pass(10 * second);
    world.found = failed('no-network');
    await world.time.pass(10 * second);
    expect(world.told.map(({ lost }) => lost)).toEqual(['timeout', 'no-network']);
  });
});

describe('one look', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const ports = (change: Partial<LookPorts> = {}): LookPorts => ({
    isOnline: () => true,
    resolveProxy: () => Promise.resolve('DIRECT'),
    resolveHost: () => Promise.resolve(['127.0.0.1']),
    ...change,
  });

  async function listening(): Promise<{ port: number; bytes: () => number; close: () => Promise<void> }> {
    let bytes = 0;
    const server = createServer((socket) => {
      socket.on('data', (data) => (bytes += data.length));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const close = (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    return { port: (server.address() as AddressInfo).port, bytes: () => bytes, close };
  }

  const at = (port: number, host = 'api.example'): LineTarget => ({
    url: `http://${host}:${String(port)}`,
    host,
    port,
  });

  it('LINE-1: finds what listens, sends it nothing, and finds what does not', async () => {
    const { port, bytes, close } = await listening();
    expect(await lookAt(at(port), ports())).toEqual(open);
    expect(await lookAt(at(port, '127.0.0.1'), ports({ resolveHost: () => Promise.resolve([]) }))).toEqual(open);
    await close();
    expect(bytes()).toBe(0);
    expect(await lookAt(at(port), ports())).toEqual(failed('refused'));
  });

  it('LINE-1: one address of a name suffices', async () => {
    const { port, close } = await listening();
    closing.push(close);
    const resolveHost = () => Promise.resolve(['::1', '127.0.0.1']);
    expect(await lookAt(at(port), ports({ resolveHost }))).toEqual(open);
  });

  it('LINE-1: tells a missing interface, an unknown name and a name that nobody answers for apart', async () => {
    expect(await lookAt(at(1), ports({ isOnline: () => false }))).toEqual(failed('no-network'));
    const unknown = () => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED'));
    expect(await lookAt(at(1), ports({ resolveHost: unknown }))).toEqual(failed('dns'));
    const never = () => new Promise<never>(() => undefined);
    expect(await lookAt(at(1), ports({ resolveHost: never }), 5)).toEqual(failed('dns'));
  });

  it('LINE-5: a proxy makes it blind, and direct where there is a choice does not', async () => {
    const { port, close } = await listening();
    closing.push(close);
    const through = (way: string) => lookAt(at(port), ports({ resolveProxy: () => Promise.resolve(way) }));
    expect(await through('PROXY proxy.clinic:3128; DIRECT')).toEqual({ kind: 'blind' });
    expect(await through('SOCKS5 127.0.0.1:1080')).toEqual({ kind: 'blind' });
    expect(await through('DIRECT; PROXY proxy.clinic:3128')).toEqual(open);
  });
});
