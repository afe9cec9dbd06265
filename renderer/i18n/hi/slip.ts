import type { slip as source } from '../en/slip.ts';
import type { SameKeys } from '../same-keys.ts';

export const slip: SameKeys<typeof source> = {
  'slip.token': 'आपका टोकन',
  'slip.name': 'नाम',
  'slip.service': 'सेवा',
  'slip.doctor': 'डॉक्टर',
  'slip.between': 'इस बीच आएँ',
  'slip.waiting': 'जगह रखी गई है। अभी पक्की नहीं।',
  'slip.waiting.body': 'यह जगह न रह पाए तो हम फ़ोन करेंगे।',
  'slip.confirmed': 'पक्की हुई।',
  'slip.confirmed.body': 'आपकी जगह बुक है ({time})।',
  'slip.undecided': 'पक्की नहीं हुई।',
  'slip.undecided.body': 'जाने से पहले डेस्क पर पूछें।',
  'slip.void': 'मान्य नहीं।',
  'slip.void.body': 'यह जगह अब नहीं रखी गई है। डेस्क पर पूछें।',
  'slip.code': 'यह कोड डेस्क पर दिखाएँ।',
  'slip.code.label': 'इस बुकिंग का कोड',
  'slip.made': '{when} · डेस्क {letter}',
  'slip.when': '{date}, {range}',
  'slip.range.same-part': '{startPart}–{end}',
  'slip.range.two-parts': '{startPart}–{endPart}',
  'slip.part.night': 'रात {time}',
  'slip.part.morning': 'सुबह {time}',
  'slip.part.noon': 'दोपहर {time}',
  'slip.part.evening': 'शाम {time}',
  'slip.part.late': 'रात {time}',
};
