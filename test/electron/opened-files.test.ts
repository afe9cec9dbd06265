import { expect, it } from 'vitest';
import { OpenedFiles } from '../../electron/main/opened-files.ts';

it('a file of this start, or one that macOS names before the desk is there, waits for it; the last one counts', () => {
  const taken: string[] = [];
  const files = new OpenedFiles('/a.husky-setup');
  files.open('/b.husky-setup');
  files.handOver((path) => taken.push(path));
  files.open('/c.husky-setup');
  expect(taken).toEqual(['/b.husky-setup', '/c.husky-setup']);
});

it('without a file nothing is handed over', () => {
  const taken: string[] = [];
  new OpenedFiles(null).handOver((path) => taken.push(path));
  expect(taken).toEqual([]);
});
