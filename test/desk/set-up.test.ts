import { describe, expect, it } from 'vitest';
import {
  branchesFound,
  draftOf,
  keepClinic,
  languageFor,
  readAccess,
  settingsOfDraft,
  withDeskCount,
  withFound,
  withOtherLetter,
  withOwnLetter,
  type Keeping,
} from '../../renderer/desk/set-up.ts';
import type { FoundClinic } from '../../shared/api/trial.ts';
import { sampleConfig, sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';
import { plainRules } from '../../shared/reservations/branch-rules.ts';
import { onlinePicture } from '../fixtures/desk.ts';

const { environment, key, settings: fixtureSettings } = onlinePicture.settings;
/** Of a desk that was never set up. */
const fresh = { ...fixtureSettings, apiUrl: '', branchId: '', branchNames: {}, clinicName: '' };
const draft = { ...draftOf(fresh), key: 'sk_live_1234', branchId: 'b-tnagar' };
const clinic: FoundClinic = { config: sampleConfig, services: sampleServices, windows: sampleWindows };
const ADDRESS = 'https://api.huskyvoice.ai/v1';

describe('what is entered', () => {
  it('begins with what is saved, and with the address that most clinics have', () => {
    expect(draftOf(fresh)).toMatchObject({ address: ADDRESS, deviceName: 'Front desk', deviceLetter: 'A', key: '' });
  });

  it('can be tried when both are whole, tidied; otherwise each says what it lacks', () => {
    const typed = { address: ` ${ADDRESS}/ `, key: ' sk_live_1234\n' };
    expect(readAccess(typed)).toEqual({ kind: 'access', address: ADDRESS, key: 'sk_live_1234' });
    expect(readAccess({ address: 'huskyvoice', key: '' })).toEqual({
      kind: 'faults',
      address: 'unusable',
      key: 'empty',
    });
    expect(readAccess({ address: '', key: 'a b' })).toEqual({ kind: 'faults', address: 'unusable', key: 'unusable' });
  });

  it('knows branches by the windows of the week, and chooses the only one', () => {
    expect(branchesFound(clinic).map(({ branchId }) => branchId)).toEqual(['b-adyar', 'b-tnagar']);
    const one = { ...clinic, windows: sampleWindows.filter(({ branchId }) => branchId === 'b-adyar') };
    expect(withFound({ ...draft, branchId: '' }, one).branchId).toBe('b-adyar');
    expect(withFound({ ...draft, branchId: '' }, clinic).branchId).toBe('');
    expect(withFound({ ...draft, branchId: 'b-elsewhere' }, clinic).branchId).toBe('');
    expect(withFound(draft, clinic)).toBe(draft);
  });

  it('gives each desk a letter of its own, whatever is chosen in which order', () => {
    const three = withDeskCount(withOwnLetter(draft, 'B'), 3);
    expect([three.deviceLetter, ...three.otherLetters]).toEqual(['B', 'A', 'C']);
    const swapped = withOwnLetter(three, 'C');
    expect([swapped.deviceLetter, ...swapped.otherLetters]).toEqual(['C', 'A', 'B']);
    const exchanged = withOtherLetter(swapped, 0, 'B');
    expect(exchanged.otherLetters).toEqual(['B', 'A']);
    expect(withDeskCount(exchanged, 2).otherLetters).toEqual(['B']);
    expect(withDeskCount(exchanged, 1).otherLetters).toEqual([]);
    expect(new Set(withDeskCount(exchanged, 12).otherLetters).size).toBe(11);
  });
});

describe('what is kept of it', () => {
  it('is everything in one write, names without their blanks, and no rules for a desk alone', () => {
    const named = { ...draft, clinicName: ' Arogya ', branchNames: { 'b-tnagar': ' T. Nagar ', 'b-adyar': ' ' } };
    expect(settingsOfDraft(named, ADDRESS, fresh, environment)).toEqual({
      apiUrl: ADDRESS,
      clinicName: 'Arogya',
      branchId: 'b-tnagar',
      branchNames: { 'b-tnagar': 'T. Nagar' },
      deviceName: 'Front desk',
      deviceLetter: 'A',
      devicesOnKey: 1,
    });
  });

  it('is a list of the desks in equal parts where there are several; this one with its install code', () => {
    const patch = settingsOfDraft(withDeskCount(draft, 2), ADDRESS, fresh, environment);
    const device = { weight: 1, takenOverOn: null, retiredOn: null };
    expect(patch.devicesOnKey).toBe(2);
    expect(patch.branchRules).toEqual({
      'b-tnagar': {
        ...plainRules,
        devices: [
          { ...device, letter: 'A', installId: environment.deviceId },
          { ...device, letter: 'B', installId: '' },
        ],
      },
    });
  });

  it('leaves out what the environment fixes, and rules while no branch is known', () => {
    const fixed = { ...environment, fromEnvironment: ['deviceLetter', 'deviceName'] as const };
    const patch = settingsOfDraft(withDeskCount({ ...draft, branchId: '' }, 2), ADDRESS, fresh, fixed);
    expect(Object.keys(patch)).not.toContain('deviceLetter');
    expect(Object.keys(patch)).not.toContain('deviceName');
    expect(Object.keys(patch)).not.toContain('branchRules');
  });

  it('is the key first: without it no address is written', async () => {
    const written: string[] = [];
    const keeping = (saved: 'saved' | 'needs-consent' | 'rejected'): Keeping => ({
      saveKey: () => {
        written.push('key');
        return Promise.resolve(saved === 'saved' ? { kind: saved, status: key } : { kind: saved, message: '' });
      },
      saveSettings: () => {
        written.push('settings');
        return Promise.resolve({ kind: 'saved', settings: fresh });
      },
    });
    const access = { key: 'k', allowFile: false };
    expect(await keepClinic(keeping('needs-consent'), access, {})).toBe('needs-consent');
    expect(await keepClinic(keeping('rejected'), access, {})).toBe('not-kept');
    expect(written).toEqual(['key', 'key']);
    expect(await keepClinic(keeping('saved'), access, {})).toBe('kept');
    expect(written.slice(2)).toEqual(['key', 'settings']);
  });
});

describe('the language of a first start', () => {
  it.each([
    [['ta-IN', 'en-GB'], 'ta'],
    [['kn-IN', 'hi', 'en-IN'], 'hi'],
    [['fr-FR'], 'en'],
    [[], 'en'],
  ])('of an account that prefers %j is %s', (tags, language) => {
    expect(languageFor(tags)).toBe(language);
  });
});
