import { bridgeEventSchema, type HuskyBridge, type Language } from '../shared/ipc/contract.ts';
import type { Facts } from './boot.ts';
import { SetupOffers } from './desk/setup-offers.ts';
import type { SetupFilePorts, SetUpPorts } from './features/set-up/ports.ts';

/** The set-up before there is a desk: it speaks with main itself, and no clinic was here before. */
export function firstPorts(bridge: HuskyBridge, { settings, environment }: Facts): SetUpPorts {
  return {
    settings,
    environment,
    letterHeld: false,
    now: () => Date.now() + environment.clockOffsetMs,
    tryAddress: (call) => bridge.invoke('api.try', call),
    addressChange: () => Promise.resolve({ kind: 'none' }),
    keeping: {
      saveKey: (key, allowFile) => bridge.invoke('key.save', { key, allowFile }),
      saveSettings: (patch) => bridge.invoke('settings.save', patch),
    },
  };
}

/** A setup file that is opened before there is a desk. @returns also what ends listening for one */
export function firstSetupFile(bridge: HuskyBridge): { readonly file: SetupFilePorts; readonly stop: () => void } {
  const offers = new SetupOffers(bridge);
  const stop = bridge.onEvent((told) => {
    if (bridgeEventSchema.safeParse(told).data?.kind === 'setup-offered') void offers.read();
  });
  void offers.read();
  return { file: { offer: offers.view, ...offers.intents }, stop };
}

/** Keeps the language that was chosen before the sample clinic opens. @returns the facts with it */
export async function keepLanguage(bridge: HuskyBridge, facts: Facts, language: Language): Promise<Facts> {
  const result = await bridge.invoke('settings.save', { language });
  // A language that could not be kept is used all the same, for this once.
  return { ...facts, settings: result.kind === 'saved' ? result.settings : { ...facts.settings, language } };
}
