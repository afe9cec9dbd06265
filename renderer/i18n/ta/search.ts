import type { search as source } from '../en/search.ts';
import type { SameKeys } from '../same-keys.ts';

export const search: SameKeys<typeof source> = {
  'search.label': 'தேடு',
  'search.placeholder': 'எண், பெயர், டோக்கன் தேடுக',
  'search.clear': 'எழுதியதை நீக்கு',
  'search.results': 'கிடைத்த முன்பதிவுகள்',
  'search.count': '{count, plural, one {# கிடைத்தது} other {# கிடைத்தன}}',
  'search.first': '{count, number}-ல் முதல் {shown, number}. சரியானவரைக் காண இன்னும் எழுதுங்கள்.',
  'search.reading': 'எல்லா முன்பதிவுகளும் படிக்கப்படுகின்றன',
  'search.read': 'இதுவரை {read, number} படிக்கப்பட்டன',
  'search.unreadable': 'இந்தக் கணினியில் உள்ள முன்பதிவுகளைப் படிக்க முடியவில்லை',
  'search.unreadable-body': 'என்ன சிக்கல் என்பதை ஒத்திசைவுத் திரை சொல்லும். மீண்டும் படிக்க, மறுபடி எழுதுங்கள்.',
  'search.none': '“{query}” என யாரும் கிடைக்கவில்லை',
  'search.none-fetching': 'மேலும் நாட்களின் விவரம் பெறப்படுகிறது (இதுவரை {of, number}-ல் {days, number}).',
  'search.none-body': 'இந்தக் கணினியில் உள்ள எல்லா முன்பதிவுகளிலும் எண், பெயர், டோக்கன் மூலம் தேடப்பட்டது.',
  'search.new-booking': 'புதிய முன்பதிவு: {who}',
  'search.tomorrow': 'நாளை, {day}',
  'search.yesterday': 'நேற்று, {day}',
  'search.branch': 'கிளை {branch}',
  'search.branch-elsewhere': 'கிளை {branch}: அங்குள்ள மேசையில் திறக்கவும்',
  'search.keys': '↑ ↓ நகர்த்து · Enter திற · Esc விலகு',
};
