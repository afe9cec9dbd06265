import type { DeskEnvironment, DeskSettings, Language } from '../../../shared/ipc/contract.ts';
import type { DeskIntents, DeskViews } from '../../desk/contract.ts';
import type { Keeping } from '../../desk/set-up.ts';

/** What a set-up needs of the app: before there is a desk the calls to main, later the desk itself. */
export interface SetUpPorts extends Pick<DeskIntents, 'tryAddress' | 'addressChange'> {
  /** As they were when it began. */
  readonly settings: DeskSettings;
  readonly environment: DeskEnvironment;
  /** Bookings wait to be sent under this desk's letter: it stays. */
  readonly letterHeld: boolean;
  /** Epoch ms. */
  readonly now: () => number;
  readonly keeping: Keeping;
}

/** The setup file that somebody opened. */
export interface SetupFilePorts extends Pick<DeskIntents, 'chooseSetupFile' | 'takeSetupFile' | 'leaveSetupFile'> {
  readonly offer: DeskViews['setupOffer'];
}

/** What only the first start asks. */
export interface FirstQuestions {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** Opens the desk with the sample clinic. */
  readonly onSample: () => void;
  /** Asks for a setup file. */
  readonly onSetupFile: () => void;
}
