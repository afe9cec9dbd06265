import { bridgeEventSchema, type HuskyBridge } from '../../shared/ipc/contract.ts';
import type { HostAnswer } from '../../shared/kiosk/messages.ts';
import { coalesce } from './coalesce.ts';
import { KioskHost, type KioskDesk } from './kiosk-host.ts';

/** A screen that patients see hears of the desk at least this often, milliseconds. */
const WORD_EVERY_MS = 10_000;

export interface ServePorts {
  readonly bridge: Pick<HuskyBridge, 'invoke' | 'onEvent'>;
  /** Calls again and again; what it returns ends that. */
  readonly every: (ms: number, callback: () => void) => () => void;
  /** Told of what went wrong without anybody waiting for it. */
  readonly onFault: (fault: unknown) => void;
}

/** Answers the kiosks of this computer and keeps every screen that patients see current. @returns ends it */
export function serveKiosks(desk: KioskDesk, ports: ServePorts): () => void {
  const { bridge, onFault } = ports;
  const host = new KioskHost(desk);
  // Where no screen is open nothing is said, until main tells of one.
  let wanted = true;
  const publish = (): void => {
    bridge.invoke('public.publish', host.picture()).then((answer) => {
      wanted = answer.wanted;
    }, onFault);
  };
  const publishIfWanted = (): void => {
    if (wanted) publish();
  };
  const publishChange = coalesce(publishIfWanted);
  const answer = async (event: unknown): Promise<void> => {
    const { data } = bridgeEventSchema.safeParse(event);
    if (data?.kind === 'picture-wanted') publish();
    if (data?.kind !== 'kiosk-asks') return;
    const given = await host.answer(data.request).catch((fault: unknown): HostAnswer => {
      onFault(fault);
      return { kind: 'failed' };
    });
    await bridge.invoke('kiosk.answer', { id: data.id, answer: given });
  };
  const { today, clinic, sync, clock } = desk.views;
  const stops = [
    ...[today, clinic, sync, clock].map((view) => view.subscribe(publishChange)),
    bridge.onEvent((event) => {
      answer(event).catch(onFault);
    }),
    ports.every(WORD_EVERY_MS, publishIfWanted),
  ];
  publish();
  return () => {
    for (const stop of stops) stop();
  };
}
