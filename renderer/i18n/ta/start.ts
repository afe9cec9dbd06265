import type { SameKeys } from '../same-keys.ts';
import type { start as source } from '../en/start.ts';

export const start: SameKeys<typeof source> = {
  'start.opening': 'மேசை திறக்கிறது…',
  'start.opening.records': 'இந்தக் கணினியிலுள்ள பதிவேடுகள் Husky Desk-இன் புதிய பதிப்புக்கு ஏற்ப மாற்றப்படுகின்றன.',
  'start.opening.second-copy': 'பதிவுகள் அவற்றின் இரண்டாம் நகலுடன் ஒப்பிடப்படுகின்றன.',
  'start.opening.so-far': '{all, number}-ல் {done, number}',
  'start.opening.leave':
    'முடியும் வரை இந்தக் கணினியை அணைக்க வேண்டாம். அணைந்தாலும் எதுவும் இழக்கப்படாது: அடுத்த முறை திறக்கும்போது மேசை இதைத் தொடரும்.',
  'start.disk-full.heading': 'இந்தக் கணினியின் வட்டு நிரம்பிவிட்டது',
  'start.disk-full.body': 'எதுவும் இழக்கப்படவில்லை. வட்டில் சிறிது இடத்தை விடுவித்து, மீண்டும் முயலவும்.',
  'start.set-aside.heading': 'இந்தக் கணினியிலுள்ள தரவைத் திறக்க முடியவில்லை',
  'start.set-aside.body':
    'அது அப்படியே வைக்கப்படுகிறது. பதிவுகளின் இரண்டாம் நகலுடன் மேசை மீண்டும் தொடங்கி, பழைய தரவு எங்கே உள்ளது என்று சொல்லும்.',
  'start.failed.heading': 'மேசையைத் திறக்க முடியவில்லை',
  'start.failed.body':
    'இந்தக் கணினியிலுள்ள பதிவுகள் பாதுகாப்பாக உள்ளன. மீண்டும் முயலவும்; மீண்டும் இதே நேர்ந்தால் மேசையை நிறுவியவரிடம் சொல்லவும்: {detail}',
  'start.try-again': 'மீண்டும் முயல்க',
};
