import { expect, it } from 'vitest';
import { connectionChange } from '../../renderer/desk/settings.ts';
import { offlinePicture } from '../fixtures/desk.ts';

const { settings: before } = offlinePicture;

it('COND-4: another address or another key is another connection; a language is not', () => {
  const addressed = { ...before.settings, apiUrl: 'https://elsewhere.example.com' };
  expect(connectionChange(before, { ...before, settings: addressed })).toBe('address');
  expect(connectionChange(before, { ...before, key: { ...before.key } })).toBe('key');
  const tamil = { ...before.settings, language: 'ta' as const, textSize: 'large' as const };
  expect(connectionChange(before, { ...before, settings: tamil })).toBeNull();
});
