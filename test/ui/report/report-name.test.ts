import { expect, test } from 'vitest';
import { reportName } from '../../../renderer/features/report/report-name.ts';
import { ipcArguments } from '../../../shared/ipc/contract.ts';

test.each([
  ['T. Nagar', 'day-report-T-Nagar-2026-11-27'],
  ['தி. நகர்', 'day-report-தி-நகர்-2026-11-27'],
  ['a/b\\c:*?"<>|', 'day-report-a-b-c-2026-11-27'],
  ['', 'day-report-b-tnagar-2026-11-27'],
])('the file of a branch named %j has a name that the desk saves: %s', (name, expected) => {
  const made = reportName({ branchId: 'b-tnagar', name }, '2026-11-27');
  expect(made).toBe(expected);
  expect(ipcArguments['file.save'].safeParse([{ suggestedName: `${made}.csv`, text: '' }]).success).toBe(true);
});

test('a name of any length is cut to what a file system takes, and no branch has the date alone', () => {
  const long = reportName({ branchId: 'b', name: 'அ'.repeat(400) }, '2026-11-27');
  expect(ipcArguments['print.page'].safeParse([{ title: long, landscape: false }]).success).toBe(true);
  expect(reportName(null, '2026-11-27')).toBe('day-report-2026-11-27');
});
