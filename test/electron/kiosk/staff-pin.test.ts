import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StaffPin } from '../../../electron/kiosk/staff-pin.ts';
import { emptyFolder } from '../fakes.ts';

const PIN = '73190462';
const FILE = 'kiosk-pin.json';

interface Opened {
  readonly folder: string;
  readonly pin: StaffPin;
  readonly pass: (ms: number) => void;
}

async function open(folder: string): Promise<Opened> {
  let elapsed = 0;
  return {
    folder,
    pin: await StaffPin.open(folder, () => elapsed),
    pass: (ms) => {
      elapsed += ms;
    },
  };
}

async function openWithPin(): Promise<Opened> {
  const opened = await open(await emptyFolder());
  await opened.pin.set(PIN);
  return opened;
}

describe('the staff’s PIN', () => {
  it('PIN-1: leads out, after a restart too', async () => {
    const { folder, pin } = await openWithPin();
    expect(await pin.try(PIN)).toEqual({ kind: 'left' });
    const again = await open(folder);
    expect(again.pin.isSet).toBe(true);
    expect(await again.pin.try(PIN)).toEqual({ kind: 'left' });
  });

  it('PIN-1: is not there at first, and then nothing leads out', async () => {
    const { pin } = await open(await emptyFolder());
    expect(pin.isSet).toBe(false);
    for (const tried of ['0000', '', 'null']) expect((await pin.try(tried)).kind).not.toBe('left');
  });

  it('PIN-1: is kept as a salted hash in a file that only its owner reads', async () => {
    const [one, other] = [await openWithPin(), await openWithPin()];
    const text = await readFile(join(one.folder, FILE), 'utf8');
    expect(text).not.toContain(PIN);
    expect(text).not.toContain(Buffer.from(PIN).toString('hex'));
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(['hash', 'salt']);
    expect(text).not.toBe(await readFile(join(other.folder, FILE), 'utf8'));
    expect(await readdir(one.folder)).toEqual([FILE]);
    if (process.platform !== 'win32') expect((await stat(join(one.folder, FILE))).mode & 0o077).toBe(0);
  });

  it('PIN-1: after three wrong ones the next is looked at after a minute, the right one too', async () => {
    const { pin, pass } = await openWithPin();
    expect(await pin.try('0000')).toEqual({ kind: 'wrong', triesLeft: 2 });
    expect(await pin.try('0001')).toEqual({ kind: 'wrong', triesLeft: 1 });
    expect(await pin.try('0002')).toEqual({ kind: 'wait', seconds: 60 });
    pass(59_001);
    expect(await pin.try(PIN)).toEqual({ kind: 'wait', seconds: 1 });
    pass(999);
    expect(await pin.try('0003')).toEqual({ kind: 'wrong', triesLeft: 2 });
    expect(await pin.try(PIN)).toEqual({ kind: 'left' });
  });

  it('PIN-1: a right one forgives the wrong ones before it', async () => {
    const { pin } = await openWithPin();
    for (const tried of ['0000', '0001', PIN]) await pin.try(tried);
    expect(await pin.try('0002')).toEqual({ kind: 'wrong', triesLeft: 2 });
  });

  it('PIN-1: many at once are tried one after the other', async () => {
    const { pin } = await openWithPin();
    const tried = await Promise.all(['0', '1', '2', '3', PIN].map((each) => pin.try(each)));
    expect(tried.map(({ kind }) => kind)).toEqual(['wrong', 'wrong', 'wait', 'wait', 'wait']);
  });

  it('PIN-1: a try that goes wrong does not stand before the next', async () => {
    const folder = (await openWithPin()).folder;
    let broken = true;
    const pin = await StaffPin.open(folder, () => {
      if (broken) throw new Error('no clock');
      return 0;
    });
    await expect(pin.try(PIN)).rejects.toThrow('no clock');
    broken = false;
    expect(await pin.try(PIN)).toEqual({ kind: 'left' });
  });

  it('PIN-1: is changed: the old one leads nowhere, and a wait is over', async () => {
    const { folder, pin } = await openWithPin();
    for (const tried of ['0000', '0001', '0002']) await pin.try(tried);
    await pin.set('5555');
    expect(await pin.try('5555')).toEqual({ kind: 'left' });
    expect(await pin.try(PIN)).toEqual({ kind: 'wrong', triesLeft: 2 });
    expect(await (await open(folder)).pin.try('5555')).toEqual({ kind: 'left' });
  });

  it.each([
    ['is no JSON', '{"salt":'],
    ['has no hash', JSON.stringify({ salt: 'ab'.repeat(16) })],
    ['has a hash that no PIN can have', JSON.stringify({ salt: 'ab'.repeat(16), hash: 'ab' })],
    ['holds the PIN itself', JSON.stringify({ pin: PIN })],
    ['is empty', ''],
  ])(
    'KIOSK-12: a file that %s locks the kiosk: no PIN leads out, and nobody who stands there chooses one',
    async (_, text) => {
      const folder = await emptyFolder();
      await writeFile(join(folder, FILE), text);
      const { pin } = await open(folder);
      expect([pin.isSet, pin.isDamaged]).toEqual([true, true]);
      expect(await pin.setFirst('5555')).toBe(false);
      for (const tried of ['5555', PIN, '0000', '0001']) expect(await pin.try(tried)).toEqual({ kind: 'damaged' });
      // Not even another start forgets it.
      expect(await readdir(folder)).toEqual([FILE]);
      expect(await readFile(join(folder, FILE), 'utf8')).toBe(text);
    },
  );

  it('KIOSK-12: a damaged one is mended by a new one from the desk, or by taking the file away', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, FILE));
    const { pin } = await open(folder);
    expect(pin.isDamaged).toBe(true);
    await rm(join(folder, FILE), { recursive: true });
    expect(await (await open(folder)).pin.setFirst('5555')).toBe(true);
    await pin.set('6666');
    expect(pin.isDamaged).toBe(false);
    expect(await (await open(folder)).pin.try('6666')).toEqual({ kind: 'left' });
  });
});
