import type { HuskyBridge, SetupOffer } from '../../shared/ipc/contract.ts';
import type { DeskIntents, View } from './contract.ts';
import { createView } from './view.ts';

type SetupIntents = Pick<DeskIntents, 'chooseSetupFile' | 'takeSetupFile' | 'leaveSetupFile'>;

/** The setup file that somebody opened, as main offers it, and what a person may say to it. */
export class SetupOffers {
  readonly #bridge: HuskyBridge;
  readonly #view = createView<SetupOffer | null>(null);

  constructor(bridge: HuskyBridge) {
    this.#bridge = bridge;
  }

  get view(): View<SetupOffer | null> {
    return this.#view;
  }

  get intents(): SetupIntents {
    const bridge = this.#bridge;
    return {
      chooseSetupFile: async () => {
        await bridge.invoke('setup.choose');
      },
      takeSetupFile: async (typed, allowFile) => {
        const offer = this.#view.get();
        if (offer === null) return { kind: 'gone' };
        const result = await bridge.invoke('setup.take', { id: offer.id, typed, allowFile });
        if (result.kind === 'gone') await this.read();
        return result;
      },
      leaveSetupFile: () => {
        const offer = this.#view.get();
        this.#view.set(null);
        if (offer !== null) void bridge.invoke('setup.leave', offer.id);
      },
    };
  }

  /** At the start, and whenever main says that there is one. */
  async read(): Promise<void> {
    this.#view.set(await this.#bridge.invoke('setup.offered'));
  }
}
