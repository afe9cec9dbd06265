import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { LeaveResult } from '../../shared/ipc/contract.ts';
import { readTextIfPresent, writeAtomically } from '../storage/atomic-file.ts';

const FILE_NAME = 'kiosk-pin.json';
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const hashOf = promisify(scrypt) as (pin: string, salt: Buffer, bytes: number) => Promise<Buffer>;

const TRIES = 3;
/** After so many wrong ones, milliseconds (SPEC PIN-1). */
const WAIT_MS = 60_000;

const hexSchema = (bytes: number) =>
  z
    .string()
    .length(2 * bytes)
    .regex(/^[0-9a-f]+$/);
const fileSchema = z.object({ salt: hexSchema(SALT_BYTES), hash: hexSchema(HASH_BYTES) });
type Kept = z.infer<typeof fileSchema>;

/** `damaged`: there is a file, and nobody can tell whose PIN it held (SPEC KIOSK-12). */
type OnDisk = Kept | 'none' | 'damaged';

/** The staff's way out of a kiosk. Of the PIN only a salted hash is kept, in a private file of the data folder. */
export class StaffPin {
  readonly #path: string;
  readonly #elapsed: () => number;
  #kept: OnDisk;
  #wrong = 0;
  /** By `elapsed`. */
  #waitUntil = 0;
  /** One after the other: many tries at once would each be the first, and two writes would meet in one file. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(path: string, elapsed: () => number, kept: OnDisk) {
    this.#path = path;
    this.#elapsed = elapsed;
    this.#kept = kept;
  }

  /** @param elapsed milliseconds by a clock that only goes on */
  static async open(userData: string, elapsed: () => number): Promise<StaffPin> {
    const path = join(userData, FILE_NAME);
    return new StaffPin(path, elapsed, await readKept(path));
  }

  /** Whether there is one: also one that can't be read. */
  get isSet(): boolean {
    return this.#kept !== 'none';
  }

  /** Nothing leads out until a new one is set at the desk, or somebody with access to its files takes the file away. */
  get isDamaged(): boolean {
    return this.#kept === 'damaged';
  }

  set(pin: string): Promise<void> {
    return this.#inTurn(() => this.#setNow(pin));
  }

  /** Sets it where there is none yet; whether it was taken. */
  setFirst(pin: string): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.isSet) return false;
      await this.#setNow(pin);
      return true;
    });
  }

  /** Without a PIN nobody gets out this way. */
  try(pin: string): Promise<LeaveResult> {
    return this.#inTurn(() => this.#tryNow(pin));
  }

  #inTurn<T>(doing: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(doing);
    // One that went wrong does not stand before the next.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #setNow(pin: string): Promise<void> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await hashOf(pin, salt, HASH_BYTES);
    const kept = { salt: salt.toString('hex'), hash: hash.toString('hex') };
    await writeAtomically(this.#path, `${JSON.stringify(kept, null, 2)}\n`);
    this.#kept = kept;
    this.#wrong = 0;
    this.#waitUntil = 0;
  }

  async #tryNow(pin: string): Promise<LeaveResult> {
    if (this.#kept === 'damaged') return { kind: 'damaged' };
    const wait = this.#waitUntil - this.#elapsed();
    if (wait > 0) return { kind: 'wait', seconds: Math.ceil(wait / 1000) };
    if (await this.#isRight(pin)) {
      this.#wrong = 0;
      return { kind: 'left' };
    }
    this.#wrong += 1;
    if (this.#wrong < TRIES) return { kind: 'wrong', triesLeft: TRIES - this.#wrong };
    this.#wrong = 0;
    this.#waitUntil = this.#elapsed() + WAIT_MS;
    return { kind: 'wait', seconds: WAIT_MS / 1000 };
  }

  async #isRight(pin: string): Promise<boolean> {
    if (typeof this.#kept === 'string') return false;
    const hash = Buffer.from(this.#kept.hash, 'hex');
    const tried = await hashOf(pin, Buffer.from(this.#kept.salt, 'hex'), HASH_BYTES);
    return hash.length === tried.length && timingSafeEqual(hash, tried);
  }
}

/** What can't be read locks as well as what can: it must not let a passer-by choose a PIN. */
async function readKept(path: string): Promise<OnDisk> {
  try {
    const text = await readTextIfPresent(path);
    return text === null ? 'none' : fileSchema.parse(JSON.parse(text));
  } catch {
    return 'damaged';
  }
}
