import type { IpcChannel } from './contract.ts';

/** Every channel of the contract, for the preload script, which should not load the schemas; `satisfies` keeps it whole. */
const channelSet = {
  'environment.read': true,
  'settings.read': true,
  'settings.save': true,
  'key.status': true,
  'key.save': true,
  'key.remove': true,
  'api.call': true,
  'api.try': true,
  'api.budget': true,
  'journal.append': true,
  'journal.read': true,
  'journal.replace': true,
  'storage.set-aside': true,
  'storage.opened': true,
  'window.open': true,
  'public.open': true,
  'public.publish': true,
  'public.read': true,
  'kiosk.ask': true,
  'kiosk.answer': true,
  'kiosk.call-staff': true,
  'kiosk.coming': true,
  'kiosk.pin-status': true,
  'kiosk.set-pin': true,
  'kiosk.leave': true,
  'print.printers': true,
  'print.remove-saved': true,
  'print.slip': true,
  'slip.order': true,
  'slip.drawn': true,
  'print.page': true,
  'file.save': true,
  'file.show': true,
  'update.read': true,
  'update.check': true,
  'update.from-folder': true,
  'update.hush': true,
  'update.install': true,
  'setup.offered': true,
  'setup.choose': true,
  'setup.take': true,
  'setup.leave': true,
  'window.busy': true,
  'log.write': true,
} as const satisfies Record<IpcChannel, true>;

export const ipcChannels = Object.keys(channelSet) as readonly IpcChannel[];

/** The channel on which main tells `BridgeEvent`s. */
export const EVENT_CHANNEL = 'husky.event';
