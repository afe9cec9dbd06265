import { createDexieStorage } from '../../../renderer/db/storage.ts';
import { storeContract } from '../store-contract.ts';
import { run, type Verdict } from './runner.ts';

declare global {
  interface Window {
    /** The laws of the store on this window's own IndexedDB. */
    storeLaws: () => Promise<readonly Verdict[]>;
  }
}

storeContract({ title: 'Chromium’s IndexedDB', create: () => createDexieStorage() });
window.storeLaws = run;
