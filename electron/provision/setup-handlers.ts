import type { IpcHandlers } from '../main/ipc-handlers.ts';
import type { SetupOffers } from './setup-offers.ts';

export interface SetupHandlerPorts {
  readonly setups: Pick<SetupOffers, 'open' | 'read' | 'take' | 'leave'>;
  /** Asks the person at this window for a setup file; null: none. */
  readonly askSetupFile: (senderId: number) => Promise<string | null>;
}

type SetupChannel = 'setup.offered' | 'setup.choose' | 'setup.take' | 'setup.leave';

export function setupHandlers({ setups, askSetupFile }: SetupHandlerPorts): Pick<IpcHandlers, SetupChannel> {
  return {
    'setup.offered': (senderId) => setups.read(senderId),
    'setup.choose': async (senderId) => {
      const path = await askSetupFile(senderId);
      if (path !== null) await setups.open(path);
      return null;
    },
    'setup.take': (_, order) => setups.take(order),
    'setup.leave': (_, id) => {
      setups.leave(id);
      return null;
    },
  };
}
