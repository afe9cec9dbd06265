import { useEffect, useState } from 'react';
import { bridgeEventSchema, type HuskyBridge } from '../../shared/ipc/contract.ts';
import type { PublicPicture } from '../../shared/kiosk/messages.ts';

/** What the desk published last, and when it came, by `performance.now()`. */
export interface HeardPicture {
  readonly picture: PublicPicture;
  readonly at: number;
  /** The desk is not heard any more (SPEC KIOSK-10). */
  readonly silent: boolean;
}

/** What the desk publishes; null: nothing yet. @param bridge only what a screen that patients see may use of it */
export function usePicture(bridge: Pick<HuskyBridge, 'invoke' | 'onEvent'>): HeardPicture | null {
  const [heard, setHeard] = useState<HeardPicture | null>(null);
  useEffect(() => {
    let wanted = true;
    let silent = false;
    const stop = bridge.onEvent((told) => {
      const { data: event } = bridgeEventSchema.safeParse(told);
      if (event?.kind !== 'picture' && event?.kind !== 'desk-silent') return;
      silent = event.kind === 'desk-silent';
      if (event.kind === 'picture') setHeard({ picture: event.picture, at: performance.now(), silent: false });
      else setHeard((known) => known && { ...known, silent: true });
    });
    void bridge.invoke('public.read').then((picture) => {
      const at = performance.now();
      // What was published meanwhile is newer.
      if (wanted && picture !== null) setHeard((known) => known ?? { picture, at, silent });
    });
    return () => {
      wanted = false;
      stop();
    };
  }, [bridge]);
  return heard;
}
