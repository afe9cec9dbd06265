import { describe, expect, it } from 'vitest';
import { faultsOf, isForeignPhone, maxNameCharacters } from '../../renderer/desk/draft-fields.ts';
import { draftWith } from './desk-fixture.ts';

function problems(changes: Parameters<typeof draftWith>[0]): readonly string[] {
  return faultsOf(draftWith(changes)).map((fault) => fault.problem);
}

describe('the fields of a draft', () => {
  it.each([
    '98400 12345',
    '+91 98400 12345',
    '09840012345',
    '9840012345',
    '044 2345 6789',
    '+44 20 7946 0958',
    '९८४०० १२३४५',
  ])('the phone %s is taken', (phone) => {
    expect(problems({ phone })).toEqual([]);
  });

  it.each([
    ['', 'phone-empty'],
    ['   ', 'phone-empty'],
    ['98400', 'phone-short'],
    ['call me', 'phone-invalid'],
    ['98400 12345 678', 'phone-invalid'],
    ['00000 00000', 'phone-short'],
  ])('the phone %j is %s', (phone, problem) => {
    expect(problems({ phone })).toEqual([problem]);
  });

  it('a number of another country is told apart', () => {
    expect(isForeignPhone('+44 20 7946 0958')).toBe(true);
    expect(isForeignPhone('98400 12345')).toBe(false);
  });

  it.each(['Aadhi', 'யாழினி முருகன்', 'सुनीता शर्मा', "O'Brien (Baby of 2)", 'A. R. Rahman'])(
    'the name %s is taken',
    (name) => {
      expect(problems({ name })).toEqual([]);
    },
  );

  it.each([
    ['', 'name-empty'],
    ['12345', 'name-no-letters'],
    ['Ravi 😀', 'name-symbols'],
    ['<script>', 'name-symbols'],
    ['யா'.repeat(300), 'name-too-long'],
  ])('the name %j is %s', (name, problem) => {
    expect(problems({ name })).toEqual([problem]);
  });

  it('a Tamil name is measured as a reader counts, not in code units', () => {
    expect(problems({ name: 'யா'.repeat(maxNameCharacters) })).toEqual([]);
  });

  it('each field that is wrong is named once', () => {
    expect(faultsOf(draftWith({ phone: '', name: '', serviceId: '' })).map((fault) => fault.field)).toEqual([
      'phone',
      'name',
      'service',
    ]);
  });
});
