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

/** The most lines that are shown of one failure; the rest is a command away. */
const DETAIL_LINES = 40;

/** What a test tool said, without colours, cut to what a person reads. */
export function readable(text: string): string {
  const lines = text
    .replace(/\u001b\[[0-9;]*m/g, '')
    .trimEnd()
    .split('\n');
  const shown = lines.slice(0, DETAIL_LINES);
  return lines.length > shown.length
    ? [...shown, `... ${lines.length - shown.length} more lines`].join('\n')
    : shown.join('\n');
}
