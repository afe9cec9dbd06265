/** The sandbox can't start with what it was given; each line is one fault that a person can mend. */
export class StartRefused extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'StartRefused';
    this.lines = lines;
  }
}
