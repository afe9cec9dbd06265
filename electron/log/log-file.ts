import { join } from 'node:path';
import log from 'electron-log/node';
import type { Log } from './log.ts';
import { redactText } from './redact.ts';

/** Size at which the log file is put aside as `main.old.log`, bytes; twice this is the most the logs take. */
const LOG_FILE_LIMIT_BYTES = 2_000_000;

/** The log file `logs/main.log` in `folder`. Lines are cleaned of patient data and keys before they are written. */
export function openLogFile(folder: string): Log {
  const logger = log.create({ logId: 'husky-desk' });
  logger.transports.console.level = false;
  logger.transports.file.level = 'info';
  logger.transports.file.maxSize = LOG_FILE_LIMIT_BYTES;
  logger.transports.file.resolvePathFn = () => join(folder, 'logs', 'main.log');
  logger.transports.file.format = '{iso} {level} {text}';
  const line = (event: string, detail: string | undefined): string =>
    detail === undefined ? redactText(event) : `${redactText(event)} ${redactText(detail).replace(/\s+/g, ' ')}`;
  return {
    info: (event, detail) => {
      logger.info(line(event, detail));
    },
    warn: (event, detail) => {
      logger.warn(line(event, detail));
    },
    error: (event, detail) => {
      logger.error(line(event, detail));
    },
  };
}
