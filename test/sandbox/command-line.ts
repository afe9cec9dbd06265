import { parseInstant } from '../../shared/booking/index.ts';

export const usage = 'usage: npm run sandbox -- --port 4010 [--config FILE] [--data DIR] [--now ISO]';

const defaultPort = 4010;
const flagNames = ['--port', '--config', '--data', '--now'] as const;
type FlagName = (typeof flagNames)[number];

export interface SandboxOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly configFile: string | null;
  readonly dataDir: string | null;
  /** Epoch ms the clock starts at; null for real time. */
  readonly now: number | null;
}

export type CommandLine =
  | { readonly kind: 'run'; readonly options: SandboxOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly message: string };

/** Reads the arguments after the script's name; `--flag value` and `--flag=value` are the same. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const given = new Map<FlagName, string>();
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--help' || argument === '-h') return { kind: 'help' };
    const equals = argument.indexOf('=');
    const name = flagNames.find((flag) => flag === (equals < 0 ? argument : argument.slice(0, equals)));
    if (name === undefined) {
      return refused(argument.startsWith('-') ? `${argument}: unknown option` : `${argument}: unexpected argument`);
    }
    if (given.has(name)) return refused(`${name}: given twice`);
    const value = equals < 0 ? args[(index += 1)] : argument.slice(equals + 1);
    if (value === undefined || value === '' || (equals < 0 && value.startsWith('--'))) {
      return refused(`${name}: needs a value`);
    }
    given.set(name, value);
  }
  return readValues(given);
}

function readValues(given: ReadonlyMap<FlagName, string>): CommandLine {
  const portText = given.get('--port') ?? String(defaultPort);
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port <= 65_535)) return refused(`--port: expected a number from 0 to 65535, got "${portText}"`);
  const nowText = given.get('--now');
  const now = nowText === undefined ? null : parseInstant(nowText);
  if (nowText !== undefined && now === null) {
    return refused(`--now: expected an ISO 8601 instant such as 2026-06-15T03:30:00Z, got "${nowText}"`);
  }
  return {
    kind: 'run',
    options: { port, configFile: given.get('--config') ?? null, dataDir: given.get('--data') ?? null, now },
  };
}

function refused(message: string): CommandLine {
  return { kind: 'refused', message };
}
