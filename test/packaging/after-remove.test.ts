import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runQuietly } from '../../electron/launch/child.mjs';
import { root } from '../../electron/launch/places.mjs';
import { pretendMachine, temporaryFolder } from '../launch/machine.ts';

/** The programs that it runs where a package manager calls it with this word. */
function ranAfter(word: string): readonly string[] {
  const script = readFileSync(join(root, 'electron/packaging/linux/after-remove.sh'), 'utf8')
    .replaceAll('${executable}', 'a-desk')
    .replaceAll('${sanitizedProductName}', 'a-folder');
  const file = join(temporaryFolder(), 'after-remove.sh');
  writeFileSync(file, script);
  const machine = pretendMachine({ 'update-alternatives': '', 'update-desktop-database': '' });
  expect(runQuietly('/bin/sh', [file, word])).toMatchObject({ ok: true, output: '' });
  return machine.ran();
}

const FORGOTTEN = [
  'update-alternatives --quiet --remove a-desk /opt/a-folder/bin/a-desk',
  'update-desktop-database /usr/share/applications',
];

describe('after a package is removed', () => {
  it('dpkg’s "remove" and rpm’s last version ("0") take the command and the menu entry away', () => {
    expect(ranAfter('remove')).toEqual(FORGOTTEN);
    expect(ranAfter('0')).toEqual(FORGOTTEN);
  });

  it('an upgrade of either changes nothing', () => {
    expect(ranAfter('upgrade')).toEqual([]);
    expect(ranAfter('1')).toEqual([]);
  });
});
