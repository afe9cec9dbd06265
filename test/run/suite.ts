/** One thing that went wrong, as the person who mends it wants to read it. */
export interface Failure {
  readonly title: string;
  /** Several lines at most; empty where the title says it all. */
  readonly detail: string;
}

/** What one suite found. A suite that ran nothing has failed. */
export interface SuiteResult {
  readonly passed: number;
  readonly failures: readonly Failure[];
}

export interface Suite {
  /** What `npm test -- NAME` calls it. */
  readonly name: string;
  /** Runs it, quietly. `filters` are parts of file names; none means all. */
  run(filters: readonly string[]): Promise<SuiteResult>;
}

/** The most lines that are shown of one failed test; the rest is a command away. */
const DETAIL_LINES = 40;

/** A stack's lines in other people's code say nothing about ours. */
const FOREIGN_LINE = /^\s+at .*(?:node_modules\/|node:)/;

/** What a test tool said, without colours, cut to what a person reads. */
export function readable(text: string, limit = DETAIL_LINES): string {
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '').trimEnd();
  const lines = plain.split('\n').filter((line) => !FOREIGN_LINE.test(line));
  const shown = lines.slice(0, limit);
  if (lines.length > shown.length) shown.push(`... ${lines.length - shown.length} more lines`);
  return shown.join('\n');
}
