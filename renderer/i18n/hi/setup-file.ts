import type { setupFile as source } from '../en/setup-file.ts';
import type { SameKeys } from '../same-keys.ts';

export const setupFile: SameKeys<typeof source> = {
  'setup-file.title': 'यह कंप्यूटर सेट करें?',
  'setup-file.about': 'अभी कुछ नहीं बदला है। यह फ़ाइल तभी लें जब वह आपके एडमिन से मिली हो।',
  'setup-file.becomes': 'बदलकर',
  'setup-file.not-set': 'तय नहीं',
  'setup-file.on': 'चालू',
  'setup-file.off': 'बंद',
  'setup-file.here': 'जैसा यहाँ है',
  'setup-file.in-file': 'जैसा फ़ाइल में है',
  'setup-file.same': 'यह कंप्यूटर पहले से वैसा ही है जैसा फ़ाइल में लिखा है।',
  'setup-file.stays': 'जैसा है वैसा रहेगा',
  'setup-file.other-clinic':
    '{address} से जो लाया गया वह इस कंप्यूटर से हट जाएगा। उसकी जो बुकिंग अभी नहीं भेजी गईं वे यहीं रहेंगी। इस कंप्यूटर पर वह पता फिर लगाने पर वे भेजी जाएँगी।',
  'setup-file.practice': 'उसके साथ अभ्यास बुकिंग भी हट जाएँगी। उनमें से कुछ भी कभी नहीं भेजा गया।',
  'setup-file.code': 'कुंजी खोलने वाला कोड (HD-…)',
  'setup-file.code.help': 'कुंजी फ़ाइल में बंद है। उसका कोड आपको अलग से मिला है।',
  'setup-file.code.optional': 'खाली छोड़ें तो यहाँ रखी कुंजी ही रहेगी।',
  'setup-file.code.empty': 'कोड लिखें।',
  'setup-file.code.rejected': 'इस कोड से कुंजी नहीं खुलती। फिर से देखकर लिखें।',
  'setup-file.take': 'यह कंप्यूटर सेट करें',
  'setup-file.taking': 'सेट कर रहे हैं…',
  'setup-file.leave': 'अभी नहीं',
  'setup-file.busy': 'वह इसी विंडो में हो तो उसके बाद फ़ाइल फिर से खोलें।',
  'setup-file.faulty': 'इस फ़ाइल से यह कंप्यूटर सेट नहीं हो सकता',
  'setup-file.faulty.body': 'कुछ नहीं बदला। जिसने फ़ाइल दी है उसे यह दिखाएँ।',
  'setup-file.whole': 'फ़ाइल',
  'setup-file.open': 'सेटअप फ़ाइल खोलें…',
  'setup-file.row': 'सेटअप फ़ाइल',
  'setup-file.row.help': 'एक फ़ाइल से क्लिनिक के सब कंप्यूटर सेट होते हैं। बदलने से पहले दिखता है कि क्या बदलेगा।',
  'setup-file.welcome': 'एडमिन ने दी हो तो इस कंप्यूटर के लिए ज़रूरी सब कुछ उसी में है।',
};
