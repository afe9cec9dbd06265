/** `{installation}-{ULID}-g{generation}`: a reference that a device of this product gave. */
const ofDevice = /^([a-z0-9]+)-[0-9A-Z]{26}-g\d+$/;

/** The installation that made an appointment; null: another channel did. */
export function installationOf(reference: string | null): string | null {
  return reference === null ? null : (ofDevice.exec(reference)?.[1] ?? null);
}
