import type { slip as source } from '../en/slip.ts';
import type { SameKeys } from '../same-keys.ts';

export const slip: SameKeys<typeof source> = {
  'slip.token': 'உங்கள் டோக்கன்',
  'slip.name': 'பெயர்',
  'slip.service': 'சேவை',
  'slip.doctor': 'மருத்துவர்',
  'slip.between': 'வர வேண்டிய நேரம்',
  'slip.waiting': 'இடம் வைத்துள்ளோம். இன்னும் உறுதியாகவில்லை.',
  'slip.waiting.body': 'இந்த இடம் தர முடியாவிட்டால் அழைப்போம்.',
  'slip.confirmed': 'உறுதியானது.',
  'slip.confirmed.body': 'உங்கள் இடம் பதிவானது ({time}).',
  'slip.undecided': 'உறுதியாகவில்லை.',
  'slip.undecided.body': 'போகும் முன் மேசையில் கேட்கவும்.',
  'slip.void': 'செல்லாது.',
  'slip.void.body': 'இந்த இடம் இப்போது இல்லை. மேசையில் கேட்கவும்.',
  'slip.code': 'இந்தக் குறியீட்டை மேசையில் காட்டவும்.',
  'slip.code.label': 'இந்தப் பதிவின் குறியீடு',
  'slip.made': '{when} · மேசை {letter}',
  'slip.when': '{date}, {range}',
  'slip.range.same-part': '{startPart}–{end}',
  'slip.range.two-parts': '{startPart}–{endPart}',
  'slip.part.night': 'நள்ளிரவு {time}',
  'slip.part.morning': 'காலை {time}',
  'slip.part.noon': 'மதியம் {time}',
  'slip.part.evening': 'மாலை {time}',
  'slip.part.late': 'இரவு {time}',
};
