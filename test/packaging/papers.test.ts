import { describe, expect, it } from 'vitest';
import { checksums, releaseNotes } from '../../electron/packaging/papers.ts';
import { commitTime } from '../../electron/packaging/commit-time.ts';
import { compareBuilds } from '../../electron/packaging/compare.ts';
import { put, temporaryFolder } from '../launch/machine.ts';

const CHANGELOG = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 1.2.3\n\n- Older.\n\n## 1.2.2\n\n- Oldest.\n';

describe('what goes beside the packages', () => {
  it('release notes are what the changelog says of the version, or what is unreleased', () => {
    expect(releaseNotes(CHANGELOG, '1.2.3')).toBe('# Husky Desk 1.2.3\n\n\n- Older.\n\n');
    expect(releaseNotes(CHANGELOG, '1.3.0')).toContain('- New.');
    expect(() => releaseNotes('# Changelog\n', '1.0.0')).toThrow('1.0.0');
  });

  it('checksums are as sha256sum reads them, by name', async () => {
    const folder = temporaryFolder();
    put(folder, 'b.deb', 'b');
    put(folder, 'a.deb', '');
    expect(await checksums([`${folder}/b.deb`, `${folder}/a.deb`])).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.deb\n' +
        '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b.deb\n',
    );
  });

  it('the time of a build is the one given, else that of the last commit, else a fixed one', () => {
    expect(commitTime('/', { SOURCE_DATE_EPOCH: '1700000000' })).toBe(1_700_000_000);
    expect(commitTime(temporaryFolder(), {})).toBe(315_619_200);
  });

  it('two builds are compared file by file', () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    for (const folder of [one, other]) put(folder, 'same.rpm', 'x');
    put(one, 'changed.rpm', '1');
    put(other, 'changed.rpm', '2');
    put(one, 'extra.rpm', '');
    expect(compareBuilds(one, other)).toEqual([
      'differs: changed.rpm',
      'only in one build: extra.rpm',
      'the same: same.rpm',
    ]);
  });
});
