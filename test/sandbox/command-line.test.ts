import { describe, expect, test } from 'vitest';
import { parseCommandLine } from './command-line.ts';

describe('the command line', () => {
  test('without options serves the sample on port 4010 in real time, in memory', () => {
    expect(parseCommandLine([])).toEqual({
      kind: 'run',
      options: { port: 4010, configFile: null, dataDir: null, now: null },
    });
  });

  test('takes each option with a space or an equals sign', () => {
    const options = { port: 0, configFile: 'c.json', dataDir: 'd', now: Date.parse('2026-06-15T03:30:00Z') };
    const spaced = ['--port', '0', '--config', 'c.json', '--data', 'd', '--now', '2026-06-15T09:00:00+05:30'];
    const joined = ['--port=0', '--config=c.json', '--data=d', '--now=2026-06-15T03:30:00Z'];
    for (const args of [spaced, joined]) expect(parseCommandLine(args)).toEqual({ kind: 'run', options });
  });

  test.each([
    [['--prot', '1'], '--prot: unknown option'],
    [['4010'], '4010: unexpected argument'],
    [['--port'], '--port: needs a value'],
    [['--config', '--data', 'd'], '--config: needs a value'],
    [['--port', '1', '--port', '2'], '--port: given twice'],
    [['--port', '65536'], '--port: expected a number from 0 to 65535, got "65536"'],
    [['--port', '-1'], '--port: expected a number from 0 to 65535, got "-1"'],
    [['--port', 'http'], '--port: expected a number from 0 to 65535, got "http"'],
    [['--now', 'tomorrow'], '--now: expected an ISO 8601 instant such as 2026-06-15T03:30:00Z, got "tomorrow"'],
    [['--now', '2026-02-30'], '--now: expected an ISO 8601 instant such as 2026-06-15T03:30:00Z, got "2026-02-30"'],
  ])('%j is refused with one line: %s', (args, message) => {
    expect(parseCommandLine(args)).toEqual({ kind: 'refused', message });
  });
});
