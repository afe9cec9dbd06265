import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { catalogues, isMessageId } from '../../../renderer/i18n/catalogues.ts';
import { noAnswerCauses } from '../../../shared/api/reply.ts';
import { syncLogMessages } from '../../../shared/sync/log-messages.ts';

/**
 * Ids that the sync log makes of the values of its lines, which come from a database: no type knows them. Whatever else is shown has
 * its id, or the parts that it is made of, in the source, and the compiler knows which ids these are.
 */
const readFromTheLog: Readonly<Record<string, readonly string[]>> = {
  'sync.cause': noAnswerCauses,
  'sync.found': ['active', 'cancelled', 'absent'],
  'sync.missing': ['address', 'key'],
  'sync.operation': ['config', 'services', 'availability', 'tracking', 'list', 'get', 'create', 'patch'],
  'sync.code': [
    'SLOT_FULL',
    'SLOT_INACTIVE',
    'OUTSIDE_AVAILABILITY',
    'DUPLICATE_BOOKING',
    'PAST_APPOINTMENT',
    'INVALID_APPOINTMENT_TYPE',
    'VALIDATION_ERROR',
    'NOT_FOUND',
    'CANCELLATION_NOT_ALLOWED',
  ],
};

const root = join(import.meta.dirname, '../../..');

/** The sources of the window but for the catalogues, which mention every id. */
function sourcesOfTheWindow(): readonly string[] {
  const catalogue = /^i18n\/(en|hi|ta)\//;
  return readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !catalogue.test(file))
    .map((file) => join(root, 'renderer', file));
}

/** Every id that the sources can show: written out, or made of parts whose types the compiler knows. */
function idsInSources(files: readonly string[]): { readonly ids: ReadonlySet<string>; readonly made: number } {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  });
  const program = ts.createProgram([...files], { ...config?.options, types: ['vite/client'] });
  const checker = program.getTypeChecker();
  const ids = new Set<string>();
  let made = 0;
  const take = (type: ts.Type): void => {
    if (type.isUnion()) type.types.forEach(take);
    else if (type.isStringLiteral() && isMessageId(type.value)) ids.add(type.value);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && isMessageId(node.text)) ids.add(node.text);
    if (ts.isTemplateExpression(node) && /^[a-z-]+\./.test(node.head.text)) {
      const before = ids.size;
      take(checker.getTypeAtLocation(node));
      if (ids.size > before) made += 1;
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`not read: ${file}`);
    visit(source);
  }
  return { ids, made };
}

test('every message of the catalogues can be shown', { timeout: 600_000 }, () => {
  const { ids, made } = idsInSources(sourcesOfTheWindow());
  // Of both kinds there are many: else nothing was looked at.
  expect(ids.size).toBeGreaterThan(800);
  expect(made).toBeGreaterThan(20);
  const logged = Object.entries(readFromTheLog).flatMap(([group, names]) => names.map((name) => `${group}.${name}`));
  const shown = new Set([...ids, ...Object.keys(syncLogMessages), ...logged]);
  expect(Object.keys(catalogues.en).filter((id) => !shown.has(id))).toEqual([]);
});
