import { basename } from 'node:path';
import type { SetupFileFault, SetupOffer, TakeSetupResult } from '../../shared/ipc/contract.ts';
import { describeError } from '../log/log.ts';
import {
  changesOf,
  faultsOfSettings,
  keepAll,
  leadsElsewhere,
  noteTaken,
  type KeyChange,
  type TakingPorts,
} from './provisioning.ts';
import { openSetupFile, type Provision, type SetupReading } from './setup-file.ts';

export interface SetupOfferPorts extends TakingPorts {
  /** This computer's host name. */
  readonly computer: string;
  /** Patients see this computer's screens, and nobody sees a desk. */
  readonly isDeskHidden: () => boolean;
  /** Whether somebody is entering something in any window (shared/update/SPEC.md, UPDATE-8). */
  readonly isBusy: () => boolean;
  /** Whether a desk with this id is open. */
  readonly isOpen: (windowId: number) => boolean;
  /** Tells one desk that a file is there to be shown; one that opens later asks by itself. */
  readonly tellDesk: () => void;
  /** One window of the desk stays, and reads everything anew. */
  readonly beginAnew: () => void;
}

interface Opened {
  readonly id: number;
  readonly fileName: string;
  readonly reading: SetupReading;
}

/**
 * Setup files that a person opened: with a double click, on the command line, or with the button of the desk. One at a time, the
 * last one; it is shown at one desk and taken only when a person says so there (docs/managed-setup.md). The path never leaves main.
 */
export class SetupOffers {
  readonly #ports: SetupOfferPorts;
  #opened: Opened | null = null;
  #lastId = 0;
  /** The window that shows it. */
  #shownIn: number | null = null;

  constructor(ports: SetupOfferPorts) {
    this.#ports = ports;
  }

  /** Reads a file and offers it. Behind a kiosk or a waiting-room screen it does nothing: nobody there is of the staff. */
  async open(path: string): Promise<void> {
    const { computer, isDeskHidden, log, tellDesk } = this.#ports;
    const fileName = basename(path);
    if (isDeskHidden()) {
      log.warn('setup.not-offered', `${fileName}: no desk is in sight`);
      return;
    }
    const reading = await openSetupFile(path, computer);
    this.#lastId += 1;
    this.#opened = { id: this.#lastId, fileName, reading: reading.kind === 'missing' ? gone : reading };
    this.#shownIn = null;
    log.info('setup.offered', fileName);
    tellDesk();
  }

  /** What this window is to show; null: nothing, or another window shows it already. */
  read(windowId: number): SetupOffer | null {
    if (this.#opened === null) return null;
    if (this.#shownIn !== null && this.#shownIn !== windowId && this.#ports.isOpen(this.#shownIn)) return null;
    this.#shownIn = windowId;
    return this.#offerOf(this.#opened);
  }

  /** Forgets a file that is not wanted. */
  leave(id: number): void {
    if (this.#opened?.id === id) this.#opened = null;
  }

  /**
   * Takes what was offered: all that the file says, also what it said before, since a person asks for it; all of it or nothing.
   * The key that is kept here never goes to another clinic's address: whoever wrote the file would have it.
   * @param typed the code of the sealed key, or a key; empty: the key that is kept stays, where the clinic does
   */
  async take({ id, typed, allowFile }: { id: number; typed: string; allowFile: boolean }): Promise<TakeSetupResult> {
    const { isBusy, settings, keys, log, beginAnew } = this.#ports;
    const opened = this.#opened;
    if (opened?.id !== id || opened.reading.kind !== 'provision') return { kind: 'gone' };
    const offer = this.#offerOf(opened);
    if (offer.kind !== 'usable') return { kind: 'gone' };
    if (isBusy()) return { kind: 'busy' };
    if (offer.key === 'wanted' && typed === '') return { kind: 'key-rejected' };
    const { provision: wanted } = opened.reading;
    let key: KeyChange = { kind: offer.key === 'removed' ? 'removed' : 'as-it-is' };
    if (typed !== '' && wanted.sealedKey !== null) {
      const judged = keys.judge(typed, allowFile, { text: wanted.sealedKey, mayBeFile: wanted.keyMayBeFile });
      if (judged.kind === 'rejected') return { kind: 'key-rejected' };
      if (judged.kind === 'needs-consent') return judged;
      key = judged;
    }
    try {
      await keepAll(this.#ports, changesOf(wanted.settings, wanted, settings), key);
    } catch (error) {
      log.error('setup.not-kept', describeError(error));
      return { kind: 'not-kept' };
    }
    // What is kept counts, also where it could not be noted whose it is.
    await noteTaken(this.#ports, wanted).catch((error: unknown) => {
      log.error('setup.not-noted', describeError(error));
    });
    this.#opened = null;
    beginAnew();
    return { kind: 'taken' };
  }

  #offerOf({ id, fileName, reading }: Opened): SetupOffer {
    const faulty = (faults: readonly SetupFileFault[]): SetupOffer => ({ kind: 'faulty', id, fileName, faults });
    if (reading.kind === 'faults') return faulty(reading.faults);
    const { settings, keys } = this.#ports;
    const { provision: wanted } = reading;
    const judged = settings.preview(changesOf(wanted.settings, wanted, settings));
    if (judged.kind === 'rejected') return faulty(faultsOfSettings(judged.faults));
    const before = settings.current;
    const elsewhere = leadsElsewhere(judged.settings.apiUrl, before.apiUrl);
    if (elsewhere && keys.status.storedIn === 'environment') return faulty([keyOfAnotherClinic]);
    return {
      kind: 'usable',
      id,
      fileName,
      before,
      after: judged.settings,
      fixed: settings.fixedFields.filter((field) => (wanted.settings[field] ?? before[field]) !== before[field]),
      key: this.#keyOf(wanted, elsewhere),
    };
  }

  #keyOf({ sealedKey }: Provision, elsewhere: boolean): Extract<SetupOffer, { kind: 'usable' }>['key'] {
    const { present, storedIn } = this.#ports.keys.status;
    if (sealedKey === null) return present && elsewhere ? 'removed' : 'none';
    if (storedIn === 'environment') return 'fixed';
    return present && !elsewhere ? 'optional' : 'wanted';
  }
}

const keyOfAnotherClinic: SetupFileFault = {
  field: 'apiUrl',
  remedy: 'HUSKY_API_KEY gives the key of another address; give HUSKY_API_URL there, too',
};

const gone: SetupReading = {
  kind: 'faults',
  faults: [{ field: '', remedy: 'there is no such file any more; look whether its stick is plugged in' }],
};
