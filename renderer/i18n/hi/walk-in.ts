import type { walkIn as source } from '../en/walk-in.ts';
import type { SameKeys } from '../same-keys.ts';

export const walkIn: SameKeys<typeof source> = {
  'walk-in.title': 'सीधे आए मरीज़',
  'walk-in.now': 'अभी: {time}',
  'walk-in.next': 'अगला: {window}',
  'walk-in.not-now': 'अभी {service} के लिए जगह नहीं है: मरीज़ को अगले समय में जगह मिलेगी।',
  'walk-in.token': 'अगला टोकन',
  'walk-in.visit': 'आना',
  'walk-in.visit.arrived': 'अभी आए, ऐसा दर्ज होगा',
  'walk-in.choose': 'दूसरा समय या डॉक्टर चुनें',
  'walk-in.choose.less': 'सबसे पास का समय लें',
  'walk-in.choose-service': 'समय और टोकन देखने के लिए सेवा चुनें।',
  'walk-in.foot.own': 'आपकी <b>{count} में से 1</b> जगह लगेगी। {why}',
  'walk-in.own-place': 'क्लिनिक की अपनी जगह लें, {window} ({left} बची)',
  'walk-in.add': 'दर्ज करें',
  'walk-in.busy': 'दर्ज हो रहा है…',
  'walk-in.another': 'एक और मरीज़',
};
