/** What takes longer than a moment at a start: records of an earlier build, or the second copy of the bookings. */
export interface BootProgress {
  readonly of: 'records' | 'second-copy';
  readonly done: number;
  readonly all: number;
}
