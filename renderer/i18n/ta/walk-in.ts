import type { walkIn as source } from '../en/walk-in.ts';
import type { SameKeys } from '../same-keys.ts';

export const walkIn: SameKeys<typeof source> = {
  'walk-in.title': 'நேரில் வந்தவர்',
  'walk-in.now': 'இப்போது: {time}',
  'walk-in.next': 'அடுத்தது: {window}',
  'walk-in.not-now': 'இப்போது {service} சேவைக்கு இடமில்லை: அடுத்த நேரத்தில் இடம் கிடைக்கும்.',
  'walk-in.token': 'அடுத்த டோக்கன்',
  'walk-in.visit': 'வருகை',
  'walk-in.visit.arrived': 'இப்போது வந்ததாகக் குறிக்கப்படும்',
  'walk-in.choose': 'வேறு நேரம் அல்லது மருத்துவர்',
  'walk-in.choose.less': 'அருகிலுள்ள நேரமே போதும்',
  'walk-in.choose-service': 'நேரமும் டோக்கனும் பார்க்க சேவையைத் தேர்ந்தெடுக்கவும்.',
  'walk-in.foot.own': 'உங்கள் <b>{count} இடங்களில் 1</b> பயன்படும். {why}',
  'walk-in.own-place': 'கிளினிக்கின் சொந்த இடம், {window} ({left} உள்ளது)',
  'walk-in.add': 'வந்தவரைப் பதிவு செய்',
  'walk-in.busy': 'பதிவாகிறது…',
  'walk-in.another': 'அடுத்து வந்தவர்',
};
