import type { PublicKind } from '../../shared/ipc/contract.ts';

/** A monitor, as the system numbers it. */
export type MonitorId = number;

export interface Monitors {
  readonly all: readonly MonitorId[];
  readonly primary: MonitorId;
  /** On which a desk stands that a person can see. */
  readonly desks: readonly MonitorId[];
}

/**
 * Where a screen for patients opens: a kiosk where it covers no desk, the waiting room's screen beside the main one.
 * @returns null: wherever the system puts it
 */
export function monitorFor(kind: PublicKind, { all, primary, desks }: Monitors): MonitorId | null {
  if (kind === 'display') return all.find((id) => id !== primary) ?? null;
  return desks.length === 0 ? null : (all.find((id) => !desks.includes(id)) ?? null);
}
