import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { root } from '../../electron/launch/places.mjs';

/** The folders with source, in the layout of docs/adr/0002. */
export const SOURCE_FOLDERS = ['shared', 'electron', 'renderer', 'test'] as const;

export interface LayoutReport {
  /** How many of our own modules were looked at. */
  readonly modules: number;
  /** `rule: from → to`, or a sentence about the check itself. */
  readonly complaints: readonly string[];
}

/**
 * Holds a source tree against .dependency-cruiser.json. A tree with nothing in it, or of which a file was passed
 * over, is a complaint: a check that looked at nothing has found nothing.
 * @param folder a repository root
 */
export async function checkLayout(folder: string): Promise<LayoutReport> {
  const files = SOURCE_FOLDERS.flatMap((name) => sourceFilesIn(folder, name));
  if (files.length === 0) return { modules: 0, complaints: ['there is no source to look at'] };
  const { output } = await cruise(files, { ...readRules(), baseDir: folder, validate: true });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text where its data was asked for');
  const seen = new Set(output.modules.map(({ source }) => source));
  const passedOver = files.filter((file) => !seen.has(file)).map((file) => `${file} was passed over`);
  return { modules: files.length - passedOver.length, complaints: [...passedOver, ...violations(output)] };
}

function violations({ summary }: ICruiseResult): string[] {
  return summary.violations.map(({ rule, from, to }) =>
    from === to ? `${rule.name}: ${from}` : `${rule.name}: ${from} → ${to}`,
  );
}

/** The rules' names, for a test that plants one violation of each. */
export function ruleNames(): string[] {
  return readRules().ruleSet.forbidden.map(({ name }) => name ?? '');
}

function readRules(): ICruiseOptions & { ruleSet: { forbidden: IForbiddenRuleType[] } } {
  const { forbidden, options } = JSON.parse(readFileSync(join(root, '.dependency-cruiser.json'), 'utf8')) as {
    forbidden: IForbiddenRuleType[];
    options: ICruiseOptions;
  };
  return { ...options, ruleSet: { forbidden } };
}

/** Paths relative to `folder`. */
function sourceFilesIn(folder: string, name: string): string[] {
  const entries = readIfThere(join(folder, name));
  return entries
    .filter((entry) => /\.(?:tsx?|mjs|js)$/.test(entry))
    .map((entry) => `${name}/${entry.replaceAll('\\', '/')}`);
}

function readIfThere(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
