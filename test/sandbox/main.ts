import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseCommandLine, usage, type SandboxOptions } from './command-line.ts';
import { readConfigText, type SandboxConfig } from './config.ts';
import { startSandbox } from './server.ts';
import { StartRefused } from './start-refused.ts';

/** Exit code for a command line, a config or a data directory that a person has to mend. */
const refusedExitCode = 2;

async function run(options: SandboxOptions): Promise<void> {
  const sandbox = await startSandbox({
    port: options.port,
    ...(options.configFile === null ? {} : { config: readConfigFile(options.configFile) }),
    ...(options.dataDir === null ? {} : { dataDir: options.dataDir }),
    ...(options.now === null ? {} : { now: options.now }),
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
  process.stdout.write(`sandbox listening on ${sandbox.url}\n`);
}

function readConfigFile(file: string): SandboxConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartRefused([
      `--config: cannot read ${file}: ${error instanceof Error ? error.message : 'unknown reason'}`,
    ]);
  }
  const reading = readConfigText(text);
  if (reading.kind === 'faulty') throw new StartRefused(reading.faults);
  return reading.config;
}

function refuse(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  process.exitCode = refusedExitCode;
}

const commandLine = parseCommandLine(process.argv.slice(2));
switch (commandLine.kind) {
  case 'help':
    process.stdout.write(`${usage}\n`);
    break;
  case 'refused':
    refuse([commandLine.message]);
    break;
  case 'run':
    try {
      await run(commandLine.options);
    } catch (error) {
      if (!(error instanceof StartRefused)) throw error;
      refuse(error.lines);
    }
    break;
}
