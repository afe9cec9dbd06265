import type { Branch } from '../../../shared/model/clinic.ts';

const mostOfBranch = 60;

/** `day-report-T-Nagar-2026-11-27`: a file name that every system takes. @param date YYYY-MM-DD */
export function reportName(branch: Branch | null, date: string): string {
  const spoken = branch === null || branch.name === '' ? (branch?.branchId ?? '') : branch.name;
  const part = spoken
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, mostOfBranch);
  return ['day-report', part, date].filter((piece) => piece !== '').join('-');
}
