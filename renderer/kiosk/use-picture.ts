import { useEffect, useState } from 'react';
import { bridgeEventSchema, type HuskyBridge } from '../../shared/ipc/contract.ts';
import type { PublicPicture } from '../../shared/kiosk/messages.ts';

/** What the desk publishes; null: nothing yet. @param bridge only what a screen that patients see may use of it */
export function usePicture(bridge: Pick<HuskyBridge, 'invoke' | 'onEvent'>): PublicPicture | null {
  const [picture, setPicture] = useState<PublicPicture | null>(null);
  useEffect(() => {
    let wanted = true;
    const stop = bridge.onEvent((told) => {
      const { data: event } = bridgeEventSchema.safeParse(told);
      if (event?.kind === 'picture') setPicture(event.picture);
    });
    void bridge.invoke('public.read').then((read) => {
      // What was published meanwhile is newer.
      if (wanted) setPicture((known) => known ?? read);
    });
    return () => {
      wanted = false;
      stop();
    };
  }, [bridge]);
  return picture;
}
