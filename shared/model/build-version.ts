/** A version that ends so sorts before the release of its number everywhere: npm, dpkg and rpm (as `~`), updaters. */
export const notForRelease = '-not-for-release';

/** Whether a build may be used in a clinic. The others were made to check packages, with an Electron that gets no fixes. */
export function isForRelease(version: string): boolean {
  return !version.endsWith(notForRelease);
}
