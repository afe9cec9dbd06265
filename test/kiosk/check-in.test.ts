import { describe, expect, it } from 'vitest';
import {
  CODE,
  initialsOf,
  nameBeginsWith,
  visitMeant,
  WRONG_COUNTS_MS,
  WrongAnswers,
  type ExpectedVisit,
} from '../../shared/kiosk/check-in.ts';

describe('the second fact', () => {
  it.each([
    ['Meena Raman', 'm'],
    ['Meena Raman', 'R'],
    ['ÉLODIE Kumar', 'e'],
    ['elodie', 'É'],
    ['ர. அன்பழகன்', 'ர'],
    ['ர. அன்பழகன்', 'அ'],
    ['ஸ்ரீதர்', 'ஸ'],
    ['ज़ैनब', 'ज'],
    ['चाँद अली', 'अ'],
    ['K.Meena', 'M'],
  ])('CHECK-IN-1: a word of %s begins with %s', (name, letter) => {
    expect(nameBeginsWith(name, letter)).toBe(true);
  });

  it.each([
    ['Meena Raman', 'e'],
    ['Meena Raman', ''],
    ['Meena Raman', '.'],
    ['Meena Raman', 'ம'],
    ['', 'M'],
    ['ர. அன்பழகன்', 'ன'],
  ])('CHECK-IN-1: no word of %s begins with "%s"', (name, letter) => {
    expect(nameBeginsWith(name, letter)).toBe(false);
  });
});

describe('who is meant', () => {
  const visit = (
    state: ExpectedVisit['visit'],
    startTime: string | null = '11:00',
    patientName = 'Meena Raman',
  ): ExpectedVisit => ({ visit: state, startTime, patientName });

  it('CHECK-IN-2: of several the one whose window begins first, and one without a window after all others', () => {
    const [late, early, without] = [visit('booked', '16:00'), visit('booked', '09:00'), visit('booked', null)];
    expect(visitMeant([late, without, early], 'M')).toBe(early);
    expect(visitMeant([without, late], 'M')).toBe(late);
    expect(visitMeant([without], 'M')).toBe(without);
  });

  it.each(['cancelled', 'called', 'with-doctor', 'done'] as const)('CHECK-IN-2: nobody whose visit is %s', (state) => {
    expect(visitMeant([visit(state)], 'M')).toBeNull();
    expect(visitMeant([visit(state)], null)).toBeNull();
  });

  it('CHECK-IN-2: whoever was given up comes late all the same', () => {
    expect(visitMeant([visit('no-show')], 'M')).not.toBeNull();
  });

  it('CHECK-IN-5: one who has arrived is told the same again, unless another appointment is still to begin', () => {
    const [arrived, booked] = [visit('arrived', '09:00'), visit('booked', '16:00')];
    expect(visitMeant([arrived], 'M')).toBe(arrived);
    expect(visitMeant([arrived, booked], 'M')).toBe(booked);
  });

  it('CHECK-IN-1: the letter decides between two of a family; a code needs none', () => {
    const [mother, child] = [visit('booked', '09:00', 'Meena'), visit('booked', '10:00', 'Kavin')];
    expect(visitMeant([mother, child], 'K')).toBe(child);
    expect(visitMeant([mother, child], 'Z')).toBeNull();
    expect(visitMeant([child], null)).toBe(child);
    expect(visitMeant([], null)).toBeNull();
  });
});

describe('initials', () => {
  it.each([
    ['Meena Raman', 'M R'],
    ['meena', 'M'],
    ['Anna Maria Rao', 'A M'],
    ['ர. அன்பழகன்', 'ர அ'],
    ['மீனா சுந்தரம்', 'மீ சு'],
    ['ज़ैनब अली', 'ज़ै अ'],
    ["  D'Souza  ", 'D S'],
    ['98400', ''],
    ['', ''],
  ])('KIOSK-2: of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name).normalize('NFC')).toBe(initials.normalize('NFC'));
  });

  it('KIOSK-2: are short whatever a record holds for a name', () => {
    expect(initialsOf(`a${'\u0301'.repeat(300)} b`).length).toBeLessThanOrEqual(24);
  });
});

describe('wrong answers', () => {
  const noted = (count: number, about: (index: number) => string, at = 0): WrongAnswers => {
    const wrong = new WrongAnswers();
    for (let index = 0; index < count; index += 1) wrong.note(about(index), at);
    return wrong;
  };

  it('CHECK-IN-3: close a number with the third, and no other number', () => {
    expect(noted(2, () => 'a').isClosed('a', 0)).toBe(false);
    const wrong = noted(3, () => 'a');
    expect(wrong.isClosed('a', 0)).toBe(true);
    expect(wrong.isClosed('b', 0)).toBe(false);
    expect(wrong.isClosed(CODE, 0)).toBe(false);
  });

  it('CHECK-IN-3: close the kiosk with the tenth, whatever they were about', () => {
    const nine = noted(9, String);
    expect(nine.isClosed('other', 0)).toBe(false);
    nine.note(CODE, 0);
    expect(nine.isClosed('other', 0)).toBe(true);
    expect(nine.isClosed(CODE, 0)).toBe(true);
    expect(noted(9, () => CODE).isClosed(CODE, 0)).toBe(false);
  });

  it('CHECK-IN-3: count for ten minutes', () => {
    const wrong = noted(3, () => 'a', 1_000);
    expect(wrong.isClosed('a', 1_000 + WRONG_COUNTS_MS - 1)).toBe(true);
    expect(wrong.isClosed('a', 1_000 + WRONG_COUNTS_MS)).toBe(false);
    const spread = new WrongAnswers();
    for (const at of [0, WRONG_COUNTS_MS / 2, WRONG_COUNTS_MS]) spread.note('a', at);
    expect(spread.isClosed('a', WRONG_COUNTS_MS)).toBe(false);
  });
});
