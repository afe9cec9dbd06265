import { describe, expect, it } from 'vitest';
import { complaintAbout } from './history.ts';

describe("a commit's first line", () => {
  it.each([
    'feat(booking): nearest slots',
    'fix: a queue that survives a kill',
    'refactor(ipc)!: one contract',
    'Merge branch x',
  ])('"%s" does', (subject) => {
    expect(complaintAbout(subject)).toBeUndefined();
  });

  it.each([
    'nearest slots',
    'Feature: nearest slots',
    'feat(Booking): nearest',
    'feat nearest',
    'feat: ',
    `feat: ${'x'.repeat(120)}`,
  ])('"%s" does not', (subject) => {
    expect(complaintAbout(subject)).toBeDefined();
  });
});
