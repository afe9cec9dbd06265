import { chmod, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { KeyStatus, SaveKeyResult } from '../../shared/ipc/contract.ts';
import { lastFourOf, readKey } from '../../shared/api/key.ts';
import { isMeantAsCode, openKey } from '../provision/sealed-key.ts';
import type { Log } from '../log/log.ts';
import { PRIVATE_FILE_MODE, readTextIfPresent, syncFolder, writeAtomically } from '../storage/atomic-file.ts';

/** The part of Electron's safeStorage that is used. `available` is false where it would only disguise the text. */
export interface Keyring {
  available(): boolean;
  encrypt(text: string): Uint8Array;
  /** Throws where the text was encrypted with another keyring. */
  decrypt(cipher: Uint8Array): string;
}

const FILE_NAME = 'api-key.json';

export type KeyJudgement =
  { readonly kind: 'key'; readonly key: string } | Exclude<SaveKeyResult, { readonly kind: 'saved' }>;

const storedKeySchema = z.discriminatedUnion('storedIn', [
  z.object({ storedIn: z.literal('keyring'), cipher: z.base64() }),
  z.object({ storedIn: z.literal('file'), key: z.string() }),
]);

/** The sealed key of a setup file. */
export interface Sealed {
  readonly text: string;
  /** The file's author agrees to a private file where there is no keyring. */
  readonly mayBeFile: boolean;
}

interface HeldKey {
  readonly key: string;
  readonly storedIn: 'keyring' | 'file' | 'environment';
}

/**
 * The API key of this device. It leaves this class only towards the API client; what screens and logs see is its status.
 * It lies encrypted by the machine's keyring, or, where there is none and an administrator agreed, in a file that only
 * this account may read. A key of the environment wins and is never written down.
 */
export class KeyStore {
  readonly #path: string;
  readonly #keyring: Keyring;
  readonly #log: Log;
  readonly #fromEnvironment: string | null;
  #stored: HeldKey | null = null;
  #sealed: Sealed | null = null;
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(path: string, keyring: Keyring, fromEnvironment: string | null, log: Log) {
    this.#path = path;
    this.#keyring = keyring;
    this.#fromEnvironment = fromEnvironment;
    this.#log = log;
  }

  static async open(folder: string, keyring: Keyring, fromEnvironment: string | null, log: Log): Promise<KeyStore> {
    const store = new KeyStore(join(folder, FILE_NAME), keyring, fromEnvironment, log);
    store.#stored = await store.#load();
    return store;
  }

  /** For the API client only. */
  get key(): string | null {
    return this.#held?.key ?? null;
  }

  get status(): KeyStatus {
    const held = this.#held;
    return {
      present: held !== null,
      lastFour: held === null ? null : lastFourOf(held.key),
      storedIn: held?.storedIn ?? null,
      keyringAvailable: this.#keyring.available(),
      opensWithCode: this.#sealed !== null,
    };
  }

  /** From now on a code is taken in place of a key: it opens the sealed one of the setup file. */
  expectCode(sealed: Sealed): void {
    this.#sealed = sealed;
  }

  /**
   * The key that `save` would keep; nothing is kept. Its key may then be saved with `allowFile`.
   * @param sealed what a code opens
   */
  judge(typed: string, allowFile: boolean, sealed: Sealed | null = this.#sealed): KeyJudgement {
    if (this.#fromEnvironment !== null) {
      return { kind: 'rejected', message: 'the key comes from HUSKY_API_KEY; change it there' };
    }
    const isOpened = sealed !== null && isMeantAsCode(typed);
    const key = isOpened ? openKey(sealed.text, typed) : typed;
    if (key === null) return { kind: 'rejected', message: 'the code does not open the key; copy it again' };
    const reading = readKey(key);
    if (reading.kind === 'fault') return { kind: 'rejected', message: reading.message };
    const mayBeFile = allowFile || (isOpened && sealed.mayBeFile);
    return this.#keyring.available() || mayBeFile ? { kind: 'key', key: reading.key } : { kind: 'needs-consent' };
  }

  /** Keeps a key, or the one that a typed code opens. Without a keyring it asks for consent unless `allowFile` gives it. */
  async save(typed: string, allowFile: boolean): Promise<SaveKeyResult> {
    return this.#inTurn(async () => {
      const judged = this.judge(typed, allowFile);
      if (judged.kind !== 'key') return judged;
      this.#stored = await this.#write(judged.key);
      return { kind: 'saved', status: this.status };
    });
  }

  /** Removes the key that is kept here; one of the environment stays in use. */
  async remove(): Promise<KeyStatus> {
    return this.#inTurn(async () => {
      await rm(this.#path, { force: true });
      await syncFolder(dirname(this.#path));
      this.#stored = null;
      return this.status;
    });
  }

  get #held(): HeldKey | null {
    if (this.#fromEnvironment !== null) return { key: this.#fromEnvironment, storedIn: 'environment' };
    return this.#stored;
  }

  async #write(key: string): Promise<HeldKey> {
    const storedIn = this.#keyring.available() ? 'keyring' : 'file';
    const stored: z.infer<typeof storedKeySchema> =
      storedIn === 'keyring'
        ? { storedIn, cipher: Buffer.from(this.#keyring.encrypt(key)).toString('base64') }
        : { storedIn, key };
    await writeAtomically(this.#path, `${JSON.stringify(stored)}\n`);
    await chmod(this.#path, PRIVATE_FILE_MODE);
    return { key, storedIn };
  }

  /** A key that can't be read any more (another keyring, a damaged file) counts as none; its file stays until a new one. */
  async #load(): Promise<HeldKey | null> {
    const text = await readTextIfPresent(this.#path);
    if (text === null) return null;
    try {
      const stored = storedKeySchema.parse(JSON.parse(text));
      if (stored.storedIn === 'file') return { key: stored.key, storedIn: 'file' };
      return { key: this.#keyring.decrypt(Buffer.from(stored.cipher, 'base64')), storedIn: 'keyring' };
    } catch {
      this.#log.warn('key.unreadable', 'the stored key could not be read; it has to be entered again');
      return null;
    }
  }

  async #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const changing = this.#changing.then(change);
    this.#changing = changing.catch(() => undefined);
    return changing;
  }
}
