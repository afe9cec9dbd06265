import { describe, expect, it } from 'vitest';
import { initialsOf, nameBeginsWith, visitMeant, type ExpectedVisit } from '../../shared/kiosk/check-in.ts';

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

  const meant = (visits: readonly ExpectedVisit[], letter: string | null = 'M') => {
    const found = visitMeant(visits, letter);
    return found.kind === 'one' ? found.visit : found.kind;
  };

  it('CHECK-IN-2: of several the one whose window begins first, and one without a window after all others', () => {
    const [late, early, without] = [visit('booked', '16:00'), visit('booked', '09:00'), visit('booked', null)];
    expect(meant([late, without, early])).toBe(early);
    expect(meant([without, late])).toBe(late);
    expect(meant([without])).toBe(without);
  });

  it('CHECK-IN-2: nobody whose appointment was cancelled', () => {
    expect(meant([visit('cancelled')])).toBe('nobody');
    expect(meant([visit('cancelled')], null)).toBe('nobody');
  });

  it.each(['arrived', 'called', 'with-doctor', 'skipped', 'on-hold'] as const)(
    'CHECK-IN-5: who is %s is meant a second time too, though another appointment of theirs is still to begin',
    (state) => {
      const underWay = visit(state, '11:00');
      expect(meant([visit('booked', '09:00'), underWay, visit('no-show', '08:00')])).toBe(underWay);
    },
  );

  it('CHECK-IN-2: whoever was given up comes late all the same, unless another appointment is to begin; what is over comes last', () => {
    const [over, givenUp, booked] = [visit('done', '09:00'), visit('no-show', '10:00'), visit('booked', '16:00')];
    expect(meant([over, givenUp, booked])).toBe(booked);
    expect(meant([over, givenUp])).toBe(givenUp);
    expect(meant([over])).toBe(over);
    expect(meant([visit('left', '09:00')])).toMatchObject({ visit: 'left' });
  });

  it('CHECK-IN-1: the letter decides between two of a family; a code needs none', () => {
    const [mother, child] = [visit('booked', '09:00', 'Meena'), visit('booked', '10:00', 'Kavin')];
    expect(meant([mother, child], 'K')).toBe(child);
    expect(meant([mother, child], 'Z')).toBe('nobody');
    expect(meant([child], null)).toBe(child);
    expect(meant([], null)).toBe('nobody');
  });

  it.each(['booked', 'arrived', 'done'] as const)(
    'CHECK-IN-9: where the letter fits two of a family, one of whom is %s, it is neither',
    (state) => {
      const [mother, son] = [visit(state, '09:00', 'Meena Raman'), visit('booked', '10:00', 'Mohan Raman')];
      expect(meant([mother, son], 'M')).toBe('several');
      expect(meant([mother, son], 'R')).toBe('several');
      expect(meant([mother, visit('cancelled', '10:00', 'Mohan Raman')], 'M')).toBe(mother);
    },
  );

  it('CHECK-IN-20: of two of a family, whoever the letter fits as it is written is meant, not whoever it fits by sound', () => {
    const [mother, son] = [visit('booked', '09:00', 'Meena Raman'), visit('booked', '10:00', 'மோகன்')];
    expect(meant([mother, son], 'ம')).toBe(son);
    expect(meant([mother, son], 'M')).toBe(mother);
    expect(meant([mother], 'ம')).toBe(mother);
    expect(meant([mother, visit('booked', '10:00', 'Mohan')], 'ம')).toBe('several');
    expect(meant([mother, visit('cancelled', '10:00', 'மோகன்')], 'ம')).toBe(mother);
  });

  it('CHECK-IN-9: a person is one, however the name was typed', () => {
    const [early, late] = [visit('booked', '09:00', 'K. Meena'), visit('booked', '16:00', 'k meena')];
    expect(meant([late, early], 'M')).toBe(early);
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
