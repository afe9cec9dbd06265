import { boot } from '../../../renderer/boot.ts';
import type { RunningDesk } from '../../../renderer/desk/desk.ts';
import { facts, quietBridge } from './quiet-bridge.ts';

/** The desk as its window starts it, with everything but the screens and the main process. */
export async function bootDesk(): Promise<RunningDesk> {
  const booted = await boot(quietBridge, facts, () => undefined);
  if (booted.kind !== 'ready') throw new Error(`the desk does not start: ${booted.kind}`);
  return booted.desk;
}
