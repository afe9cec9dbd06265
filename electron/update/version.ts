/** What a list may offer: a release, no trial version. */
export const releaseVersion = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;

/** How an offered release stands to the running version, which may be a trial of a release and so comes before it. */
export function compareToRunning(offered: string, running: string): 'newer' | 'same' | 'older' {
  const [release = '', ...trial] = running.split('-');
  const theirs = numbersOf(offered);
  const ours = numbersOf(release);
  for (const [at, number] of theirs.entries()) {
    const difference = number - (ours[at] ?? 0);
    if (difference !== 0) return difference > 0 ? 'newer' : 'older';
  }
  return trial.length > 0 ? 'newer' : 'same';
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map(Number);
}
