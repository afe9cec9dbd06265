/**
 * A step that cannot go on, told in one line with its remedy. Nothing else is printed for it: no stack, no log.
 */
export class Problem extends Error {
  /**
   * @param {string} what what went wrong, one line
   * @param {string} remedy what the person does about it, one line
   */
  constructor(what, remedy) {
    super(`${what}. ${remedy}`);
    this.name = 'Problem';
  }
}

/**
 * Says one step. On the error stream, so that a command's own output stays clean for whoever reads it.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`husky-desk: ${line}\n`);
}

/** The system's error code (`EACCES`, `ENOSPC`, ...), or an empty string.
 * @param {unknown} error
 * @returns {string}
 */
export function errorCode(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Turns a file system error into a sentence about the folder; any other error comes back as it is.
 * @param {unknown} error
 * @param {string} folder
 * @returns {unknown}
 */
export function explainFileError(error, folder) {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Problem(`The disk that holds ${folder} is full`, 'Free about 2 GB and run the command again.');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Problem(
        `${folder} cannot be written by this user`,
        'Give this user the folder (chown) or clone into a folder of your own.',
      );
    default:
      return error;
  }
}
