import { runTool } from './child.ts';
import { checkHistory } from './history.ts';
import { checkLayout } from './layout.ts';
import { root } from '../../electron/launch/places.mjs';
import { readable, type Failure, type Suite } from './suite.ts';

/** Gives what is wrong, or nothing. */
type Check = () => Promise<string | undefined>;

/** The slow ones first: two run at a time. */
const CHECKS: Readonly<Record<string, Check>> = {
  'eslint finds nothing': lint,
  'the compiler finds nothing': compile,
  'knip finds nothing unused': unused,
  'every file is formatted': format,
  'the layout of the modules is kept': layout,
  'every commit says type(scope): summary': history,
};

const AT_A_TIME = 2;

/** Complaints are a list to work through, so more of them are shown than of a failed test. */
const COMPLAINT_LINES = 300;

export const checks: Suite = {
  name: 'checks',
  async run(filters) {
    const waiting = Object.entries(CHECKS).filter(
      ([title]) => filters.length === 0 || filters.some((part) => title.includes(part)),
    );
    const failures: Failure[] = [];
    let passed = 0;
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [title, check] = next;
        const complaint = await check();
        if (complaint === undefined) passed += 1;
        else failures.push({ title, detail: readable(complaint, COMPLAINT_LINES) });
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    return { passed, failures };
  },
};

async function lint(): Promise<string | undefined> {
  const { code, stdout, stderr } = await runTool('eslint/bin/eslint.js', ['.', '--max-warnings=0', '--format=json']);
  if (code > 1) return stderr;
  const files = JSON.parse(stdout) as {
    filePath: string;
    messages: { line: number; message: string; ruleId: string | null }[];
  }[];
  if (files.length === 0) return 'eslint looked at no file';
  const complaints = files.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, message, ruleId }) =>
        `${filePath.slice(root.length + 1)}:${line} ${firstLine(message)} (${ruleId ?? 'syntax'})`,
    ),
  );
  return joined(complaints);
}

async function compile(): Promise<string | undefined> {
  const { code, stdout } = await runTool('typescript/bin/tsc', ['-p', '.', '--pretty', 'false', '--listFiles']);
  const lines = stdout.split('\n').filter((line) => line !== '');
  const isListed = (line: string): boolean => line.startsWith('/') || /^[A-Za-z]:\//.test(line);
  if (code !== 0) return lines.filter((line) => !isListed(line)).join('\n');
  return lines.some((line) => isListed(line) && !line.includes('/node_modules/'))
    ? undefined
    : 'the compiler looked at no file';
}

async function unused(): Promise<string | undefined> {
  const common = ['--no-progress', '--treat-config-hints-as-errors'];
  // All code with its tests; then the product alone, whose packages must be its own and not its tests'.
  for (const args of [common, [...common, '--production', '--dependencies']]) {
    const { code, stdout, stderr } = await runTool('knip/bin/knip.js', args);
    if (code !== 0) return `knip ${args.slice(common.length).join(' ')}\n${stdout}${stderr}`;
  }
  return undefined;
}

async function format(): Promise<string | undefined> {
  const { code, stdout, stderr } = await runTool('prettier/bin/prettier.cjs', ['--check', '.']);
  return code === 0 ? undefined : `${stdout}${stderr}\nMend it with: npm run format`;
}

async function layout(): Promise<string | undefined> {
  const { complaints } = await checkLayout(root);
  return joined(complaints);
}

async function history(): Promise<string | undefined> {
  const found = await checkHistory();
  if (found === undefined) return undefined;
  return found.commits === 0 && found.complaints.length === 0 ? 'git showed no commit' : joined(found.complaints);
}

function joined(complaints: readonly string[]): string | undefined {
  return complaints.length === 0 ? undefined : complaints.join('\n');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
