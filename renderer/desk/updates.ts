import type { HuskyBridge } from '../../shared/ipc/contract.ts';
import type { UpdatePicture } from '../../shared/update/picture.ts';
import type { DeskIntents, View } from './contract.ts';
import { createView } from './view.ts';

type UpdateIntents = Pick<
  DeskIntents,
  'checkForUpdate' | 'updateFromFolder' | 'hushUpdate' | 'installUpdate' | 'reportBusy'
>;

/** The updates of the app as main tells them, and what a person may ask of them. */
export class Updates {
  readonly #bridge: HuskyBridge;
  readonly #today: () => string;
  readonly #view = createView<UpdatePicture | null>(null);

  /** @param today local date */
  constructor(bridge: HuskyBridge, today: () => string) {
    this.#bridge = bridge;
    this.#today = today;
  }

  get view(): View<UpdatePicture | null> {
    return this.#view;
  }

  get intents(): UpdateIntents {
    const bridge = this.#bridge;
    return {
      checkForUpdate: async () => {
        await bridge.invoke('update.check');
      },
      updateFromFolder: async () => {
        await bridge.invoke('update.from-folder');
      },
      hushUpdate: () => {
        void bridge.invoke('update.hush', this.#today());
      },
      installUpdate: () => bridge.invoke('update.install'),
      reportBusy: (busy) => {
        void bridge.invoke('window.busy', busy);
      },
    };
  }

  /** What was told meanwhile is newer than the answer. */
  async read(): Promise<void> {
    const picture = await this.#bridge.invoke('update.read');
    if (this.#view.get() === null) this.#view.set(picture);
  }

  hear(picture: UpdatePicture): void {
    this.#view.set(picture);
  }
}
