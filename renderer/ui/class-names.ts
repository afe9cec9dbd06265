/**
 * Names of one CSS module, joined: `classNames(styles)('row', selected && 'selected')`.
 * A name that the module lacks is a fault of the build, not of the person using the desk: it is left out.
 */
export function classNames(
  styles: Readonly<Record<string, string>>,
): (...names: readonly (string | false | null | undefined)[]) => string {
  return (...names) => {
    const found: string[] = [];
    for (const name of names) {
      if (typeof name !== 'string') continue;
      const hashed = styles[name];
      if (hashed !== undefined) found.push(hashed);
    }
    return found.join(' ');
  };
}
