import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UpdatePicture, UpdateState } from '../../../shared/update/picture.ts';
import {
  FIRST_LOOK_MS,
  LOOK_AGAIN_MS,
  LOOK_EVERY_MS,
  LOOK_SPREAD_MS,
  Updates,
  type UpdatePorts,
} from '../../../electron/update/updates.ts';
import { isInRollout } from '../../../electron/update/rollout.ts';
import { signatureOf } from '../../../electron/update/signature.ts';
import { emptyFolder, MORNING, recordingLog } from '../fakes.ts';
import { debOf, listName, openFeed, release, releaseKey, strangersKey, type Feed, type Release } from './feed.ts';

const running = '0.1.0';
const newer = '0.2.0';

/** A limit against hanging. */
const patient = { timeout: 60_000 };

interface Bench {
  readonly updates: Updates;
  readonly feed: Feed;
  /** Where the app keeps downloads. */
  readonly folder: string;
  readonly told: readonly UpdatePicture[];
  /** Milliseconds until the next look by itself. */
  waits(): number | null;
  /** That time has passed. */
  pass(): void;
  readonly installs: readonly string[];
  busy: boolean;
  /** Whether the system installs what it is given. */
  agrees: boolean;
  quits: number;
}

interface Changes extends Partial<UpdatePorts> {
  readonly noFeed?: boolean;
}

async function bench(changes: Changes = {}, shared?: Pick<Bench, 'feed' | 'folder'>): Promise<Bench> {
  const feed = shared?.feed ?? (await openFeed());
  const folder = shared?.folder ?? join(await emptyFolder(), 'updates');
  const told: UpdatePicture[] = [];
  const installs: string[] = [];
  let waiting: { readonly ms: number; readonly callback: () => void } | null = null;
  const made: Omit<Bench, 'updates'> = {
    feed,
    folder,
    told,
    waits: () => waiting?.ms ?? null,
    pass: () => waiting?.callback(),
    installs,
    busy: false,
    agrees: true,
    quits: 0,
  };
  const updates = new Updates({
    installation: { kind: 'package', format: 'deb', automatic: true },
    version: running,
    installId: 'd7k2m9a0b1',
    keys: [releaseKey.publicKey],
    listName,
    processor: 'x64',
    folder,
    fetch,
    feed: () => (changes.noFeed === true ? '' : feed.address),
    freeBytes: () => Promise.resolve(Number.MAX_SAFE_INTEGER),
    handOver: (from) => {
      installs.push(from);
      return Promise.resolve({ install: () => made.agrees, quitsByItself: false });
    },
    isBusy: () => made.busy,
    quit: () => {
      made.quits += 1;
    },
    tell: (picture) => told.push(picture),
    after: (ms, callback) => {
      waiting = { ms, callback };
      return () => {
        waiting = null;
      };
    },
    jitter: () => 0.5,
    now: () => MORNING,
    log: recordingLog(),
    ...changes,
  });
  return Object.assign(made, { updates });
}

/** Puts a release on the feed. */
async function publish(feed: Feed, ...[facts, key]: Drop<Parameters<typeof release>>): Promise<Release> {
  const made = await release(await emptyFolder(), facts, key);
  for (const name of await readdir(made.folder)) feed.files.set(name, await readFile(join(made.folder, name)));
  return made;
}
type Drop<T extends readonly unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never;

function stateOf({ updates }: Bench): UpdateState {
  return updates.picture.state;
}

function failure(why: string, version: string | null = null): UpdateState {
  return { kind: 'failed', why, at: MORNING, version } as UpdateState;
}

const ready = (folder: string): UpdateState => ({
  kind: 'ready',
  offer: { version: newer, notes: null },
  automatic: true,
  command: `sudo dpkg --install '${join(folder, debOf(newer))}'`,
  refused: false,
});

describe('looking', () => {
  it('UPDATE-1 without a feed address nobody is asked, neither by itself nor by a press', async () => {
    const desk = await bench({ noFeed: true });
    await desk.updates.start();
    desk.pass();
    await desk.updates.check();
    expect(desk.feed.asked).toEqual([]);
    expect(stateOf(desk)).toEqual({ kind: 'idle', checkedAt: null, staged: null });
  });

  it('UPDATE-1 the first look comes soon after the start, the next ones about six hours apart', async () => {
    const desk = await bench();
    await publish(desk.feed, { version: running });
    await desk.updates.start();
    expect(desk.waits()).toBe(FIRST_LOOK_MS / 2);
    desk.pass();
    await expect.poll(() => desk.waits(), patient).toBe(LOOK_EVERY_MS + LOOK_SPREAD_MS / 2);
    expect(stateOf(desk)).toEqual({ kind: 'idle', checkedAt: MORNING, staged: null });
  });

  it('UPDATE-1 a feed that is down is said so and asked again after half an hour', async () => {
    const desk = await bench();
    await desk.feed.stop();
    await desk.updates.start();
    desk.pass();
    await expect.poll(() => desk.waits(), patient).toBe(LOOK_AGAIN_MS);
    expect(stateOf(desk)).toEqual(failure('unreachable'));
  });

  it('a feed without a list for this system is told from one that is down', async () => {
    const desk = await bench();
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('no-list'));
  });

  it('UPDATE-4 an older release is refused, the same one is nothing new', async () => {
    const desk = await bench({ version: '0.3.0' });
    await publish(desk.feed, { version: newer });
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('older', newer));
    await publish(desk.feed, { version: '0.3.0' });
    await desk.updates.check();
    expect(stateOf(desk)).toEqual({ kind: 'idle', checkedAt: MORNING, staged: null });
    expect(desk.feed.asked.filter((name) => name.endsWith('.deb'))).toEqual([]);
  });

  it('UPDATE-5 a staged release waits for this desk’s turn, on request too; a person’s folder does not', async () => {
    const desk = await bench();
    const made = await publish(desk.feed, { version: newer, stagingPercentage: 0 });
    await desk.updates.check();
    expect(stateOf(desk)).toEqual({ kind: 'idle', checkedAt: MORNING, staged: newer });
    await publish(desk.feed, { version: newer, stagingPercentage: 100 });
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(ready(desk.folder));
    const another = await bench();
    await another.updates.checkFolder(made.folder);
    expect(stateOf(another)).toEqual(ready(another.folder));
  });

  it('UPDATE-5 a part of all desks gets a release, each desk the same answer, another part for another version', () => {
    const desks = Array.from({ length: 2_000 }, (_, index) => `desk${String(index)}`);
    const chosen = (version: string): readonly string[] => desks.filter((desk) => isInRollout(desk, version, 20));
    expect(chosen(newer).length).toBeGreaterThan(340);
    expect(chosen(newer).length).toBeLessThan(460);
    expect(chosen(newer)).toEqual(chosen(newer));
    expect(chosen('0.3.0')).not.toEqual(chosen(newer));
    expect(chosen(newer).every((desk) => isInRollout(desk, newer, 50))).toBe(true);
  });

  it('UPDATE-11 a copy that does not update looks nowhere and says why', async () => {
    const desk = await bench({ installation: { kind: 'off', why: 'development' } });
    const made = await publish(desk.feed, { version: newer });
    await desk.updates.start();
    await desk.updates.check();
    await desk.updates.checkFolder(made.folder);
    expect(desk.waits()).toBeNull();
    expect(desk.feed.asked).toEqual([]);
    expect(stateOf(desk)).toEqual({ kind: 'off', why: 'development' });
  });
});

describe('what is offered', () => {
  it('UPDATE-6 an available update is downloaded by itself, tells how far it is, and is ready', async () => {
    const desk = await bench();
    const made = await publish(desk.feed, { version: newer, releaseNotes: 'Slips print faster.\n' });
    await desk.updates.start();
    desk.pass();
    await expect.poll(() => stateOf(desk).kind, patient).toBe('ready');
    expect(desk.told.map(({ state }) => state.kind)).toEqual(
      expect.arrayContaining(['checking', 'downloading', 'ready']),
    );
    const parts = desk.told.flatMap(({ state }) => (state.kind === 'downloading' ? [state.received] : []));
    expect(parts).toEqual([...parts].sort((one, other) => one - other));
    expect(parts.at(-1)).toBe(made.bytes.length);
    expect(stateOf(desk)).toMatchObject({ offer: { version: newer, notes: 'Slips print faster.' } });
    expect((await readFile(join(desk.folder, debOf(newer)))).equals(made.bytes)).toBe(true);
  });

  it('UPDATE-2 a list without a signature, with a stranger’s, or changed after it was signed counts for nothing', async () => {
    const desk = await bench();
    await publish(desk.feed, { version: newer });
    const signed = desk.feed.files.get(listName)!;
    const signature = desk.feed.files.get(`${listName}.sig`)!;
    desk.feed.files.delete(`${listName}.sig`);
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('not-signed'));
    desk.feed.files.set(`${listName}.sig`, signature);
    desk.feed.files.set(listName, Buffer.from(signed.toString().replace(newer, '0.9.0')));
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('not-signed'));
    await publish(desk.feed, { version: newer }, strangersKey.privateKey);
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('not-signed'));
    expect(desk.feed.asked.filter((name) => name.endsWith('.deb'))).toEqual([]);
  });

  it('UPDATE-2 while the key changes, either of two keys counts', async () => {
    const desk = await bench({ keys: [releaseKey.publicKey, strangersKey.publicKey] });
    await publish(desk.feed, { version: newer }, strangersKey.privateKey);
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(ready(desk.folder));
  });

  it('UPDATE-3 a package that is not the list’s is refused and removed', async () => {
    const desk = await bench();
    const { bytes } = await publish(desk.feed, { version: newer });
    const tampered = Buffer.from(bytes);
    tampered[1_000_000] = tampered[1_000_000]! ^ 1;
    desk.feed.files.set(debOf(newer), tampered);
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('tampered', newer));
    expect(await readdir(desk.folder)).toEqual([]);
  });

  it('UPDATE-3 one that is longer than the list says is refused before it fills the disk', async () => {
    const desk = await bench();
    const { bytes } = await publish(desk.feed, { version: newer });
    desk.feed.files.set(debOf(newer), Buffer.concat([bytes, Buffer.alloc(40_000_000)]));
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('tampered', newer));
    expect(await readdir(desk.folder)).toEqual([]);
  });

  it('a signed list that names a file elsewhere, or a trial version, is not understood', async () => {
    const desk = await bench();
    const made = await release(await emptyFolder(), { version: newer });
    const text = await readFile(join(made.folder, listName), 'utf8');
    for (const changed of [text.replace(debOf(newer), `../${debOf(newer)}`), text.replace(newer, '0.2.0-beta.1')]) {
      desk.feed.files.set(listName, Buffer.from(changed));
      desk.feed.files.set(`${listName}.sig`, Buffer.from(signatureOf(Buffer.from(changed), releaseKey.privateKey)));
      await desk.updates.check();
      expect(stateOf(desk)).toEqual(failure('unreadable'));
    }
  });

  it('a list without a package for this way of installing says so', async () => {
    const desk = await bench({ installation: { kind: 'package', format: 'rpm', automatic: true } });
    await publish(desk.feed, { version: newer });
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('no-package', newer));
  });

  it('without room for the package and the installer’s copy nothing is downloaded', async () => {
    const desk = await bench({ freeBytes: () => Promise.resolve(5_999_999) });
    await publish(desk.feed, { version: newer });
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(failure('no-room', newer));
    expect(desk.feed.asked.filter((name) => name.endsWith('.deb'))).toEqual([]);
  });
});

describe('an interrupted download', () => {
  it('UPDATE-6 goes on where it stopped, after a restart too, and is whole', async () => {
    const first = await bench();
    const { bytes } = await publish(first.feed, { version: newer });
    first.feed.breaksAfter = 1_000_000;
    await first.updates.check();
    expect(stateOf(first)).toEqual(failure('unreachable', newer));
    first.feed.breaksAfter = null;
    const restarted = await bench({}, first);
    await restarted.updates.check();
    expect(stateOf(restarted)).toEqual(ready(restarted.folder));
    expect(restarted.feed.asked.filter((name) => name.startsWith(debOf(newer)))).toEqual([
      debOf(newer),
      expect.stringMatching(/ bytes=[1-9]\d*-$/),
    ]);
    expect((await readFile(join(restarted.folder, debOf(newer)))).equals(bytes)).toBe(true);
  });

  it('UPDATE-6 goes on from another source: what the feed began a stick ends', async () => {
    const desk = await bench();
    const made = await publish(desk.feed, { version: newer });
    desk.feed.breaksAfter = 1_000_000;
    await desk.updates.check();
    await desk.updates.checkFolder(made.folder);
    expect(stateOf(desk)).toEqual(ready(desk.folder));
    expect((await readFile(join(desk.folder, debOf(newer)))).equals(made.bytes)).toBe(true);
  });

  it('begins anew where the feed gives no parts', async () => {
    const desk = await bench();
    const { bytes } = await publish(desk.feed, { version: newer });
    desk.feed.breaksAfter = 1_000_000;
    await desk.updates.check();
    desk.feed.breaksAfter = null;
    desk.feed.wholeOnly = true;
    await desk.updates.check();
    expect((await readFile(join(desk.folder, debOf(newer)))).equals(bytes)).toBe(true);
  });

  it('of a release that was replaced meanwhile is not mixed with the new one', async () => {
    const desk = await bench();
    await publish(desk.feed, { version: newer });
    desk.feed.breaksAfter = 1_000_000;
    await desk.updates.check();
    desk.feed.breaksAfter = null;
    const again = await publish(desk.feed, { version: newer });
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(ready(desk.folder));
    expect((await readFile(join(desk.folder, debOf(newer)))).equals(again.bytes)).toBe(true);
    expect((await readdir(desk.folder)).sort()).toEqual([debOf(newer), listName, `${listName}.sig`]);
  });
});

describe('from a folder', () => {
  it('UPDATE-10 the same checks hold: unsigned, tampered and older are refused', async () => {
    const desk = await bench({ noFeed: true });
    const { folder } = await release(await emptyFolder(), { version: newer });
    await writeFile(join(folder, debOf(newer)), 'something else');
    await desk.updates.checkFolder(folder);
    expect(stateOf(desk)).toMatchObject({ kind: 'failed', version: newer });
    await rm(join(folder, `${listName}.sig`));
    await desk.updates.checkFolder(folder);
    expect(stateOf(desk)).toEqual(failure('not-signed'));
    const old = await release(await emptyFolder(), { version: '0.0.9' });
    await desk.updates.checkFolder(old.folder);
    expect(stateOf(desk)).toEqual(failure('older', '0.0.9'));
    await desk.updates.checkFolder(await emptyFolder());
    expect(stateOf(desk)).toEqual(failure('no-list'));
  });
});

describe('what is ready', () => {
  it('UPDATE-7 is checked and offered again after a restart, without any network', async () => {
    const first = await bench();
    await publish(first.feed, { version: newer });
    await first.updates.check();
    await first.feed.stop();
    const restarted = await bench({ noFeed: true }, first);
    await restarted.updates.start();
    expect(stateOf(restarted)).toEqual(ready(first.folder));
  });

  it('UPDATE-7 is not offered again when it was changed on the disk, or by a build that trusts another key', async () => {
    const first = await bench();
    const { bytes } = await publish(first.feed, { version: newer });
    await first.updates.check();
    const other = await bench({ keys: [strangersKey.publicKey] }, first);
    await other.updates.start();
    expect(stateOf(other).kind).toBe('idle');
    bytes[7] = bytes[7]! ^ 1;
    await writeFile(join(first.folder, debOf(newer)), bytes);
    const restarted = await bench({}, first);
    await restarted.updates.start();
    expect(stateOf(restarted).kind).toBe('idle');
  });

  it('UPDATE-4 is removed once it runs', async () => {
    const first = await bench();
    await publish(first.feed, { version: newer });
    await first.updates.check();
    const updated = await bench({ version: newer }, first);
    await updated.updates.start();
    expect(stateOf(updated).kind).toBe('idle');
    expect(await readdir(first.folder)).toEqual([]);
  });

  it('stays ready while the feed is down, and gives way to a newer release', async () => {
    const desk = await bench();
    await publish(desk.feed, { version: newer });
    await desk.updates.check();
    desk.feed.files.clear();
    await desk.updates.check();
    expect(stateOf(desk)).toEqual(ready(desk.folder));
    await publish(desk.feed, { version: '0.3.0' });
    await desk.updates.check();
    expect(stateOf(desk)).toMatchObject({ kind: 'ready', offer: { version: '0.3.0' } });
  });

  it('the notice is hushed for a day, and a newer release is told again', async () => {
    const desk = await bench();
    await publish(desk.feed, { version: newer });
    await desk.updates.check();
    desk.updates.hush('2026-06-15');
    expect(desk.told.at(-1)?.hushedOn).toBe('2026-06-15');
    await publish(desk.feed, { version: '0.3.0' });
    await desk.updates.check();
    expect(desk.updates.picture.hushedOn).toBeNull();
  });
});

describe('installing', () => {
  async function readyDesk(changes: Changes = {}): Promise<Bench> {
    const desk = await bench(changes);
    await publish(desk.feed, { version: newer });
    await desk.updates.check();
    return desk;
  }

  it('UPDATE-8 happens on a press: the package is handed over, every desk is told, and the app closes', async () => {
    const desk = await readyDesk();
    expect(desk.installs).toEqual([]);
    expect(await desk.updates.install()).toEqual({ kind: 'installing' });
    expect(desk.installs).toEqual([desk.folder]);
    expect(desk.told.at(-1)?.state).toEqual({ kind: 'installing', offer: { version: newer, notes: null } });
    expect(desk.quits).toBe(1);
  });

  it('UPDATE-8 is refused while a person is entering something', async () => {
    const desk = await readyDesk();
    desk.busy = true;
    expect(await desk.updates.install()).toEqual({ kind: 'busy' });
    expect(desk.installs).toEqual([]);
    expect(stateOf(desk)).toEqual(ready(desk.folder));
  });

  it('UPDATE-8 is refused, too, where somebody begins while the package is handed over', async () => {
    let install = 0;
    const desk: Bench = await readyDesk({
      handOver: async () => {
        desk.busy = true;
        return {
          install: () => {
            install += 1;
            return true;
          },
          quitsByItself: false,
        };
      },
    });
    expect(await desk.updates.install()).toEqual({ kind: 'busy' });
    expect(install).toBe(0);
    expect(desk.quits).toBe(0);
    expect(stateOf(desk)).toEqual(ready(desk.folder));
  });

  it('UPDATE-8 never begins by itself: not with the next look, and not when the app closes', async () => {
    const desk = await readyDesk();
    await desk.updates.check();
    desk.updates.stop();
    expect(desk.installs).toEqual([]);
  });

  it('what the system refused is said so, stays ready, and the app goes on', async () => {
    const desk = await readyDesk();
    desk.agrees = false;
    expect(await desk.updates.install()).toEqual({ kind: 'refused' });
    expect(stateOf(desk)).toEqual({ ...ready(desk.folder), refused: true });
    expect(desk.quits).toBe(0);
  });

  it('a hand-over that fails its checks installs nothing', async () => {
    const desk = await readyDesk({ handOver: () => Promise.reject(new Error('sha512 checksum mismatch')) });
    expect(await desk.updates.install()).toEqual({ kind: 'refused' });
    expect(desk.quits).toBe(0);
  });

  it('UPDATE-11 where the app can’t install, only the command is offered', async () => {
    const desk = await readyDesk({ installation: { kind: 'package', format: 'deb', automatic: false } });
    expect(stateOf(desk)).toEqual({ ...ready(desk.folder), automatic: false });
    expect(await desk.updates.install()).toEqual({ kind: 'not-ready' });
    expect(desk.installs).toEqual([]);
  });

  it('nothing is installed where nothing is ready', async () => {
    const desk = await bench();
    expect(await desk.updates.install()).toEqual({ kind: 'not-ready' });
  });
});
