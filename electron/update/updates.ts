import type { KeyObject } from 'node:crypto';
import type {
  InstallAnswer,
  UpdateFailure,
  UpdateOffer,
  UpdatePicture,
  UpdateState,
} from '../../shared/update/picture.ts';
import { describeError, type Log } from '../log/log.ts';
import { download } from './download.ts';
import { packageFor, type FeedFile, type FeedList } from './feed-list.ts';
import { serveFolder } from './folder-server.ts';
import type { Installer } from './hand-over.ts';
import { commandFor, type Installation } from './installation.ts';
import { isInRollout } from './rollout.ts';
import { fetchList, type FetchPort } from './source.ts';
import { UpdateCache } from './update-cache.ts';
import { compareToRunning } from './version.ts';

/** From one look at the feed to the next, milliseconds (UPDATE-1). */
export const LOOK_EVERY_MS = 6 * 60 * 60_000;
/** So much later at most, by chance: not every desk asks at once. */
export const LOOK_SPREAD_MS = 30 * 60_000;
/** After a feed that did not answer. */
export const LOOK_AGAIN_MS = 30 * 60_000;
/** The first look comes within that time after the start. */
export const FIRST_LOOK_MS = 2 * 60_000;

export interface UpdatePorts {
  readonly installation: Installation;
  /** The running version. */
  readonly version: string;
  readonly installId: string;
  readonly keys: readonly KeyObject[];
  readonly listName: string;
  /** As `process.arch` names it. */
  readonly processor: string;
  /** Where downloads are kept. */
  readonly folder: string;
  readonly fetch: FetchPort;
  /** Address of the feed; empty: none. */
  readonly feed: () => string;
  readonly freeBytes: (folder: string) => Promise<number>;
  /** Has the package that lies in `folder` with its list made ready for installing. */
  readonly handOver: (folder: string) => Promise<Installer>;
  /** In some window a person is entering something. */
  readonly isBusy: () => boolean;
  /** Closes the app. */
  readonly quit: () => void;
  readonly tell: (picture: UpdatePicture) => void;
  /** Calls back once after `ms` milliseconds; the returned function calls that off. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** From 0 to 1, evenly spread. */
  readonly jitter: () => number;
  /** Epoch ms. */
  readonly now: () => number;
  readonly log: Log;
}

/** Where an update is looked for. */
interface Source {
  /** Without a slash at the end. */
  readonly base: string;
  /** The desk is asked to wait for its turn (UPDATE-5). */
  readonly staged: boolean;
}

type Package = Extract<Installation, { kind: 'package' }>;

/** Looks for updates, downloads and checks them, and has them installed when a person says so (shared/update/SPEC.md). */
export class Updates {
  readonly #ports: UpdatePorts;
  readonly #cache: UpdateCache;
  #state: UpdateState;
  #hushedOn: string | null = null;
  #callOff: (() => void) | null = null;

  constructor(ports: UpdatePorts) {
    const { installation } = ports;
    this.#ports = ports;
    this.#cache = new UpdateCache(ports.folder, ports.listName, ports.keys);
    this.#state =
      installation.kind === 'off'
        ? { kind: 'off', why: installation.why }
        : { kind: 'idle', checkedAt: null, staged: null };
  }

  get picture(): UpdatePicture {
    return { state: this.#state, hushedOn: this.#hushedOn };
  }

  /** Takes up what an earlier run kept, and begins to look by itself. */
  async start(): Promise<void> {
    const { installation, jitter, log } = this.#ports;
    if (installation.kind === 'off') return;
    this.#next(jitter() * FIRST_LOOK_MS);
    try {
      await this.#takeUp(installation);
    } catch (error) {
      log.warn('update.kept-unreadable', describeError(error));
    }
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  /** Looks at the feed because a person asks. */
  async check(): Promise<void> {
    const base = this.#ports.feed();
    if (base !== '') await this.#look({ base, staged: true });
  }

  /** Looks into a folder that a person brought, a stick or a share. */
  async checkFolder(folder: string): Promise<void> {
    const served = await serveFolder(folder);
    try {
      await this.#look({ base: served.address, staged: false });
    } finally {
      served.close();
    }
  }

  /** The notice of a ready update is not wanted any more on this local date. */
  hush(date: string): void {
    this.#hushedOn = date;
    this.#ports.tell(this.picture);
  }

  /** Installs what is ready (UPDATE-8). It resolves when the app is about to close, or when it is not going to. */
  async install(): Promise<InstallAnswer> {
    const { isBusy, log, handOver, quit } = this.#ports;
    const ready = this.#state;
    if (ready.kind !== 'ready' || !ready.automatic) return { kind: 'not-ready' };
    if (isBusy()) return { kind: 'busy' };
    this.#set({ kind: 'installing', offer: ready.offer });
    try {
      const installer = await handOver(this.#cache.folder);
      // The hand-over takes a moment, in which somebody may have begun.
      if (isBusy()) {
        this.#set(ready);
        return { kind: 'busy' };
      }
      log.info('update.installing', ready.offer.version);
      if (installer.install()) {
        if (!installer.quitsByItself) quit();
        return { kind: 'installing' };
      }
    } catch (error) {
      log.error('update.not-handed-over', describeError(error));
    }
    log.warn('update.not-installed', ready.offer.version);
    this.#set({ ...ready, refused: true });
    return { kind: 'refused' };
  }

  async #takeUp({ format, automatic }: Package): Promise<void> {
    const { processor, version, log } = this.#ports;
    const kept = await this.#cache.kept(format, processor);
    if (kept === null) return;
    if (compareToRunning(kept.list.version, version) === 'newer') {
      if (this.#mayLook()) this.#ready(kept.list, kept.file, { format, automatic });
      return;
    }
    log.info('update.done', version);
    await this.#cache.removeAllBut([]);
  }

  #next(ms: number): void {
    this.#callOff?.();
    this.#callOff = this.#ports.after(ms, () => {
      void this.#lookByItself();
    });
  }

  async #lookByItself(): Promise<void> {
    const { jitter } = this.#ports;
    await this.check();
    const unanswered = this.#state.kind === 'failed' && this.#state.why === 'unreachable';
    this.#next(unanswered ? LOOK_AGAIN_MS : LOOK_EVERY_MS + jitter() * LOOK_SPREAD_MS);
  }

  #mayLook(): boolean {
    return ['idle', 'failed', 'ready'].includes(this.#state.kind);
  }

  /** One look after the other: while one goes on, or an update is being installed, another is none. */
  async #look(source: Source): Promise<void> {
    const { installation, log } = this.#ports;
    if (installation.kind === 'off' || !this.#mayLook()) return;
    const ready = this.#state.kind === 'ready' ? this.#state : null;
    if (ready === null) this.#set({ kind: 'checking' });
    try {
      await this.#lookNow(source, installation, ready?.offer.version ?? null);
    } catch (error) {
      log.error('update.failed', describeError(error));
      this.#fail('not-written', null);
    }
  }

  /** @param readyVersion what is ready already: it gives way to a newer one alone */
  async #lookNow({ base, staged }: Source, installation: Package, readyVersion: string | null): Promise<void> {
    const { listName, keys, fetch, version, installId, processor, log, now } = this.#ports;
    const found = await fetchList(base, listName, keys, fetch);
    if (found.kind === 'refused') {
      log.warn('update.no-list', `${found.why} ${found.detail}`);
      this.#fail(found.why, null);
      return;
    }
    const { list } = found;
    const standing = compareToRunning(list.version, version);
    if (standing === 'older') this.#fail('older', list.version);
    else if (standing === 'same') this.#settle({ kind: 'idle', checkedAt: now(), staged: null });
    else if (staged && !isInRollout(installId, list.version, list.stagingPercentage)) {
      this.#settle({ kind: 'idle', checkedAt: now(), staged: list.version });
    } else if (readyVersion === null || compareToRunning(list.version, readyVersion) === 'newer') {
      const file = packageFor(list, installation.format, processor);
      if (file === null) this.#fail('no-package', list.version);
      else await this.#fetch(base, found, file, installation);
    }
  }

  async #fetch(
    base: string,
    signed: Parameters<UpdateCache['keep']>[0],
    file: FeedFile,
    installation: Package,
  ): Promise<void> {
    // A person pressed meanwhile: what was ready is being installed.
    if (this.#state.kind === 'installing') return;
    const { fetch, freeBytes, log } = this.#ports;
    const { list } = signed;
    const offer = offerOf(list);
    let percent = -1;
    const show = (received: number): void => {
      const reached = Math.floor((received / file.size) * 100);
      if (reached === percent) return;
      percent = reached;
      this.#set({ kind: 'downloading', offer, received, size: file.size });
    };
    show(0);
    await this.#cache.makeRoomFor(file);
    const url = `${base}/${file.url}`;
    const result = await download({ url, file, path: this.#cache.pathOf(file), fetch, freeBytes, onProgress: show });
    if (result.kind === 'failed') {
      log.warn('update.not-downloaded', `${list.version} ${result.why} ${result.detail}`);
      this.#fail(result.why, list.version);
      return;
    }
    await this.#cache.keep(signed, file);
    log.info('update.ready', list.version);
    this.#hushedOn = null;
    this.#ready(list, file, installation);
  }

  #ready(list: FeedList, file: FeedFile, { format, automatic }: Omit<Package, 'kind'>): void {
    const command = commandFor(format, this.#cache.pathOf(file));
    this.#set({ kind: 'ready', offer: offerOf(list), automatic, command, refused: false });
  }

  #fail(why: UpdateFailure, version: string | null): void {
    this.#settle({ kind: 'failed', why, at: this.#ports.now(), version });
  }

  /** What a look ended in. What is ready, or being installed, stays so. */
  #settle(state: UpdateState): void {
    if (this.#state.kind !== 'ready' && this.#state.kind !== 'installing') this.#set(state);
  }

  #set(state: UpdateState): void {
    this.#state = state;
    this.#ports.tell(this.picture);
  }
}

function offerOf({ version, releaseNotes }: FeedList): UpdateOffer {
  const notes = (releaseNotes ?? '').trim();
  return { version, notes: notes === '' ? null : notes };
}
