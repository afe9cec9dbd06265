import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { npm } from '../launch/npm.mjs';
import type { Plan } from './plan.ts';

/** What goes beside the packages. */
export interface PaperOptions {
  readonly project: string;
  readonly target: string;
  readonly plan: Plan;
  /** Epoch seconds. */
  readonly changedAt: number;
  readonly files: readonly string[];
}

/** Writes the release notes, the list of parts and, last, the checksums of everything. @returns the files written */
export async function writePapers(options: PaperOptions): Promise<readonly string[]> {
  const { project, target, plan, files } = options;
  const notes = join(target, 'RELEASE-NOTES.md');
  const parts = join(target, `husky-desk-${plan.version}.cdx.json`);
  const sums = join(target, 'SHA256SUMS');
  writeFileSync(notes, releaseNotes(readFileSync(join(project, 'CHANGELOG.md'), 'utf8'), plan.version));
  writeFileSync(parts, `${JSON.stringify(partsList(options), null, 2)}\n`);
  writeFileSync(sums, await checksums([...files, notes, parts]));
  return [notes, parts, sums];
}

/**
 * What the changelog says of a version; of one that it has no heading for, what is unreleased.
 * @throws where it has neither
 */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const under = (heading: string): string | undefined => sections.find((section) => section.startsWith(heading));
  const section = under(version) ?? under('Unreleased');
  if (section === undefined) throw new Error(`CHANGELOG.md has no heading for ${version}`);
  return `# Husky Desk ${version}\n${section.slice(section.indexOf('\n'))}`;
}

/** As `sha256sum --check` reads it: one line a file, by name. */
export async function checksums(files: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const file of files) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    lines.push(`${hash.digest('hex')}  ${basename(file)}\n`);
  }
  return lines.sort((a, b) => (a.slice(64) < b.slice(64) ? -1 : 1)).join('');
}

const partsSchema = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.looseObject({ name: z.string(), version: z.string() })),
});
type PartsList = z.infer<typeof partsSchema>;

/**
 * Every part of the product, in CycloneDX: npm lists the packages that are bundled, and Electron is added, which npm takes for a
 * tool. The same commit gives the same list.
 */
function partsList({ project, plan, changedAt }: PaperOptions): PartsList {
  const args = ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'];
  const { metadata, components, ...rest } = partsSchema.parse(JSON.parse(npm(args, project, 'list the parts')));
  const electron = {
    'bom-ref': `electron@${plan.runtime.version}`,
    type: 'framework',
    name: 'electron',
    version: plan.runtime.version,
    purl: `pkg:npm/electron@${plan.runtime.version}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
  const list = {
    ...rest,
    metadata: {
      ...metadata,
      timestamp: new Date(changedAt * 1000).toISOString(),
      // npm calls it by the name of its folder.
      component: { ...metadata.component, name: 'husky-desk', type: 'application', version: plan.version },
    },
    components: [electron, ...components],
  };
  const { serialNumber: _, ...content } = list as typeof list & { serialNumber?: unknown };
  return { ...content, serialNumber: serialOf(JSON.stringify(content)) };
}

/** A UUID of the content, where npm draws a new one each time. */
function serialOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
