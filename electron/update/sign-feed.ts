import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../launch/places.mjs';
import { Problem, say } from '../launch/report.mjs';
import { PRIVATE_FILE_MODE } from '../storage/atomic-file.ts';
import { releaseVersion } from './version.ts';
import { readPrivateKey, signatureOf, signatureSuffix } from './signature.ts';
import { listsOf } from './write-list.ts';

const usage = 'npm run sign-feed -- FOLDER --key=FILE [--version=1.2.3] [--notes=FILE] [--staging=PERCENT]';

/** `npm run sign-feed`: writes and signs the lists of a release, or makes a key (docs/updates.md). */
async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      key: { type: 'string' },
      version: { type: 'string' },
      notes: { type: 'string' },
      staging: { type: 'string' },
      'new-key': { type: 'string' },
    },
    allowPositionals: true,
  });
  if (values['new-key'] !== undefined) {
    makeKey(resolve(values['new-key']));
    return;
  }
  const [folder] = positionals;
  if (folder === undefined || values.key === undefined) throw new Problem('A folder and a key are needed', usage);
  const version = values.version ?? packageVersion();
  if (!releaseVersion.test(version)) throw new Problem(`${version} is no version of a release`, 'Give one as 1.2.3.');
  const staging = stagingOf(values.staging);
  const lists = await listsOf(resolve(folder), {
    version,
    releaseDate: new Date().toISOString(),
    ...(values.notes === undefined ? {} : { releaseNotes: readFileSync(values.notes, 'utf8') }),
    ...(staging === null ? {} : { stagingPercentage: staging }),
  });
  if (lists.size === 0) throw new Problem(`${folder} holds no package of ${version}`, 'Build it first.');
  const key = readPrivateKey(await readFile(values.key, 'utf8'));
  for (const [name, text] of lists) {
    const path = join(resolve(folder), name);
    await writeFile(path, text);
    await writeFile(path + signatureSuffix, signatureOf(Buffer.from(text), key));
    say(`signed ${name}`);
  }
}

/** Never over a file that is there: it may be the key of every desk. */
function makeKey(path: string): void {
  if (existsSync(path)) throw new Problem(`${path} is there already`, 'Choose another name.');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  writeFileSync(path, `${text}\n`, { mode: PRIVATE_FILE_MODE, flag: 'wx' });
  say(`the private key is in ${path}; this is its public half, for electron/update/release-keys.json:`);
  process.stdout.write(`${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}\n`);
}

function stagingOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const percent = Number(text);
  if (percent >= 0 && percent <= 100) return percent;
  throw new Problem(`--staging=${text} is no part of a hundred`, 'Give 0 to 100.');
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof Problem)) throw error;
  say(error.message);
  process.exitCode = 1;
});
