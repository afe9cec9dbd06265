import { hostname } from 'node:os';
import { dialog, type BrowserWindow } from 'electron';
import type { DeskServices } from '../main/compose.ts';
import type { SetupHandlerPorts } from './setup-handlers.ts';
import { SETUP_EXTENSION } from './setup-file.ts';
import { SetupOffers, type SetupOfferPorts } from './setup-offers.ts';

/** What opened setup files need of the windows. */
export interface SetupParts extends Pick<
  SetupOfferPorts,
  'userData' | 'isDeskHidden' | 'isBusy' | 'isOpen' | 'tellDesk' | 'beginAnew'
> {
  readonly windowOf: (id: number) => BrowserWindow;
}

/** Setup files that a person opens, and what the windows ask of them. */
export interface ComposedSetup extends SetupHandlerPorts {
  readonly setups: SetupOffers;
}

export function composeSetup({ windowOf, ...parts }: SetupParts, services: DeskServices): ComposedSetup {
  const { settings, keys, log } = services;
  return {
    setups: new SetupOffers({ ...parts, settings, keys, log, computer: hostname() }),
    askSetupFile: async (senderId) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(senderId), {
        properties: ['openFile'],
        // The name of the product needs no translation.
        filters: [{ name: 'Husky Desk', extensions: [SETUP_EXTENSION, 'json'] }],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
