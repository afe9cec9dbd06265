import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DeskSettings, StartsAs } from '../../shared/ipc/contract.ts';
import { deskSettingsSchema } from '../../shared/ipc/contract.ts';
import { readAddress } from '../../shared/api/address.ts';
import { readKey } from '../../shared/api/key.ts';
import { isCode } from '../provision/sealed-key.ts';
import { SETUP_EXTENSION } from '../provision/setup-file.ts';

/** Settings that the environment fixes: they win over the saved ones and can't be changed in the app. */
export type FixedSettings = Partial<Pick<DeskSettings, 'apiUrl' | 'branchId' | 'deviceName' | 'deviceLetter'>>;

/** The set-up, which asks for a clinic, or the sample clinic at once. */
export type FirstStart = 'set-up' | 'sample';

/** What the command line and the environment asked for (docs/automation.md). */
export interface StartOptions {
  /** As written; null: the usual place. */
  readonly userDataDir: string | null;
  readonly settings: FixedSettings;
  /** Used from memory, never stored. */
  readonly apiKey: string | null;
  /** Files that a person saves go there, without a dialog; null: the person is asked. */
  readonly saveFolder: string | null;
  /** The setup file of this start; null: the computer's own, where there is one (docs/managed-setup.md). */
  readonly setupFile: string | null;
  /** Opens the key of the setup file. */
  readonly setupCode: string | null;
  /** What a desk that knows nothing yet begins with. */
  readonly firstStart: FirstStart;
  /** Epoch ms that the desk's clock starts at; null: the machine's clock. */
  readonly startAt: number | null;
  /** What this start opens; null: what the settings say. */
  readonly startsAs: StartsAs | null;
  /** What was asked for and is not done, one sentence each. */
  readonly warnings: readonly string[];
}

export type StartReading =
  | { readonly kind: 'options'; readonly options: StartOptions }
  /** One line per fault, naming the variable or option and the remedy; never the value of a secret. */
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

const deviceLetter = deskSettingsSchema.shape.deviceLetter;
const deviceName = deskSettingsSchema.shape.deviceName;

const apiUrlVariable = z.string().transform((value, context) => {
  const reading = readAddress(value);
  if (reading.kind === 'address') return reading.address;
  context.addIssue(reading.message);
  return z.NEVER;
});

const apiKeyVariable = z.string().transform((value, context) => {
  const reading = readKey(value);
  if (reading.kind === 'key') return reading.key;
  context.addIssue(reading.message);
  return z.NEVER;
});

/** `B` is a letter, `Front desk` a name, `Front desk/B` both. */
const deviceVariable = z.string().transform((value, context): FixedSettings => {
  const text = value.trim();
  if (/^[a-z]$/i.test(text)) return { deviceLetter: text.toUpperCase() };
  const slash = text.lastIndexOf('/');
  const name = deviceName.safeParse((slash < 0 ? text : text.slice(0, slash)).trim());
  const letter =
    slash < 0
      ? undefined
      : deviceLetter.safeParse(
          text
            .slice(slash + 1)
            .trim()
            .toUpperCase(),
        );
  if (!name.success || letter?.success === false) {
    context.addIssue('give a letter from A to Z, a name of 1 to 40 characters, or both as Name/B');
    return z.NEVER;
  }
  return { deviceName: name.data, ...(letter === undefined ? {} : { deviceLetter: letter.data }) };
});

const nowVariable = z.iso
  .datetime({ offset: true, error: 'give an instant with its zone, such as 2026-06-15T03:30:00Z' })
  .transform((value) => Date.parse(value));

const environmentSchema = z.object({
  HUSKY_API_URL: apiUrlVariable.optional(),
  HUSKY_API_KEY: apiKeyVariable.optional(),
  HUSKY_BRANCH_ID: z.string().trim().min(1, 'give the id of a branch').max(200, 'give the id of a branch').optional(),
  HUSKY_DEVICE: deviceVariable.optional(),
  HUSKY_SAVE_FOLDER: z.string().trim().min(1, 'give a folder').optional(),
  HUSKY_SETUP_FILE: z.string().trim().min(1, 'give a file').optional(),
  HUSKY_SETUP_CODE: z.string().refine(isCode, 'give the code that --seal-key printed, such as HD-…').optional(),
  HUSKY_FIRST_START: z.enum(['set-up', 'sample'], 'give set-up or sample').optional(),
  HUSKY_NOW: nowVariable.optional(),
});

/**
 * Reads the command line and the environment.
 * @param argv all arguments, the program included
 * @param env the environment; an empty variable counts as not given
 * @param developmentBuild HUSKY_NOW is heeded only there, and its first start is the sample clinic
 */
export function readStartOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  developmentBuild: boolean,
): StartReading {
  const given = Object.fromEntries(
    Object.keys(environmentSchema.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]),
  );
  const parsed = environmentSchema.safeParse(given);
  const directory = readUserDataDir(argv);
  const faults = [
    ...(directory.fault === null ? [] : [directory.fault]),
    ...(parsed.success
      ? []
      : parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`)),
  ];
  if (faults.length > 0 || !parsed.success) return { kind: 'faults', faults };
  const { HUSKY_API_URL, HUSKY_API_KEY, HUSKY_BRANCH_ID, HUSKY_DEVICE, HUSKY_SAVE_FOLDER } = parsed.data;
  const { HUSKY_FIRST_START, HUSKY_NOW, HUSKY_SETUP_FILE, HUSKY_SETUP_CODE } = parsed.data;
  return {
    kind: 'options',
    options: {
      userDataDir: directory.value,
      settings: {
        ...(HUSKY_API_URL === undefined ? {} : { apiUrl: HUSKY_API_URL }),
        ...(HUSKY_BRANCH_ID === undefined ? {} : { branchId: HUSKY_BRANCH_ID }),
        ...HUSKY_DEVICE,
      },
      apiKey: HUSKY_API_KEY ?? null,
      saveFolder: HUSKY_SAVE_FOLDER ?? null,
      setupFile: HUSKY_SETUP_FILE ?? null,
      setupCode: HUSKY_SETUP_CODE ?? null,
      firstStart: HUSKY_FIRST_START ?? (developmentBuild ? 'sample' : 'set-up'),
      startsAs: startsAsOf(argv),
      startAt: developmentBuild ? (HUSKY_NOW ?? null) : null,
      warnings:
        HUSKY_NOW !== undefined && !developmentBuild
          ? ["HUSKY_NOW: works only in development builds; the machine's clock is used"]
          : [],
    },
  };
}

/** On Linux `--display` is Chromium's own, the X server to draw on; there the waiting-room screen goes by its second name. */
const startsAsByOption: ReadonlyMap<string, StartsAs> = new Map([
  ['--kiosk', 'kiosk'],
  ['--display', 'display'],
  ['--waiting-room', 'display'],
  ['--desk', 'desk'],
]);

/** What `--kiosk`, `--display`, `--waiting-room` or `--desk` asks for; null: none of them is there. The last one counts. */
export function startsAsOf(argv: readonly string[]): StartsAs | null {
  const found = argv.findLast((argument) => startsAsByOption.has(argument));
  return startsAsByOption.get(found ?? '') ?? null;
}

/**
 * The setup file that a start is to open, as an absolute path; null: none. The last one counts.
 * @param argv as it was started, the program included
 * @param workingDirectory of that start
 */
export function setupFileOf(argv: readonly string[], workingDirectory: string): string | null {
  const found = argv.findLast(
    (argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith(`.${SETUP_EXTENSION}`),
  );
  return found === undefined ? null : resolve(workingDirectory, withoutScheme(found));
}

/** File managers of Linux hand over addresses of files. */
function withoutScheme(argument: string): string {
  try {
    return argument.startsWith('file:') ? fileURLToPath(argument) : argument;
  } catch {
    return argument;
  }
}

interface Directory {
  readonly value: string | null;
  readonly fault: string | null;
}

/** `--user-data-dir DIR` or `--user-data-dir=DIR`; the last one counts. Other options belong to Chromium. */
function readUserDataDir(argv: readonly string[]): Directory {
  const option = '--user-data-dir';
  let found: Directory = { value: null, fault: null };
  argv.forEach((argument, index) => {
    if (argument !== option && !argument.startsWith(`${option}=`)) return;
    const value = argument === option ? argv[index + 1] : argument.slice(option.length + 1);
    found =
      value === undefined || value.trim() === '' || (argument === option && value.startsWith('--'))
        ? { value: null, fault: `${option}: give a folder, as in ${option} ./desk-data` }
        : { value, fault: null };
  });
  return found;
}
