import { describe, expect, it } from 'vitest';
import { sealFromEnvironment } from '../../../electron/provision/seal-command.ts';
import { isCode, isSealedKey, openKey, sealKey } from '../../../electron/provision/sealed-key.ts';

const KEY = 'sk_live_secret_1234';

describe('a sealed key', () => {
  it('is opened by its code alone, however it is typed', () => {
    const { sealed, code } = sealKey(KEY);
    expect(sealed).not.toContain(KEY);
    expect(openKey(sealed, code)).toBe(KEY);
    expect(openKey(sealed, ` ${code.toLowerCase().replaceAll('-', '')} `)).toBe(KEY);
    expect(openKey(sealed, code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(KEY);
    expect(openKey(sealed, sealKey(KEY).code)).toBeNull();
  });

  it('that was changed is opened by nothing', () => {
    const { sealed, code } = sealKey(KEY);
    const at = sealed.length - 4;
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    expect(openKey(changed, code)).toBeNull();
  });

  it('is told from a key, and its code from one', () => {
    const { sealed, code } = sealKey(KEY);
    expect([sealed, KEY, 'hk1.', 'hk2.AAAA', `${sealed}.x`].map(isSealedKey)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([code, code.toLowerCase(), `${code}-`, KEY, ''].map(isCode)).toEqual([true, true, false, false, false]);
    expect(code).toMatch(/^HD(?:-[0-9A-Z]{4}){5}$/);
  });

  it('comes from the command with its code; without a key that says what to give', () => {
    const { output, fault } = sealFromEnvironment({ HUSKY_API_KEY: KEY });
    const [, sealed = ''] = /"sealedKey": "([^"]+)"/.exec(output) ?? [];
    const [code = ''] = /HD-\S+/.exec(output) ?? [];
    expect([openKey(sealed, code), fault]).toEqual([KEY, null]);
    expect(sealFromEnvironment({})).toEqual({ output: '', fault: 'HUSKY_API_KEY: enter the API key; it is blank' });
  });
});
