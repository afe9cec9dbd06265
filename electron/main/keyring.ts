/* eslint-disable @typescript-eslint/no-deprecated -- the asynchronous calls that replace these do not exist in Electron 33, which the same source has to run on */
import { safeStorage } from 'electron';
import type { Keyring } from '../settings/key-store.ts';

/** The machine's keyring. Chromium's own fallback on Linux only disguises the text, so it counts as none. */
export const systemKeyring: Keyring = {
  available: () => {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (cipher) => safeStorage.decryptString(Buffer.from(cipher)),
};
