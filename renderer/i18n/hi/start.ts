import type { SameKeys } from '../same-keys.ts';
import type { start as source } from '../en/start.ts';

export const start: SameKeys<typeof source> = {
  'start.opening': 'डेस्क खुल रहा है…',
  'start.opening.records': 'इस कंप्यूटर के रिकॉर्ड को Husky Desk के नए संस्करण के लिए तैयार किया जा रहा है।',
  'start.opening.second-copy': 'बुकिंग को उनकी दूसरी प्रति से मिलाया जा रहा है।',
  'start.opening.so-far': '{all, number} में से {done, number}',
  'start.opening.leave':
    'पूरा होने तक कृपया यह कंप्यूटर चालू रखें। बंद हो जाए तो भी कुछ नहीं खोएगा: अगली बार खुलने पर डेस्क यह काम आगे बढ़ाता है।',
  'start.disk-full.heading': 'इस कंप्यूटर की डिस्क भर गई है',
  'start.disk-full.body': 'कुछ भी खोया नहीं है। डिस्क पर कुछ जगह खाली करें, फिर दोबारा कोशिश करें।',
  'start.set-aside.heading': 'इस कंप्यूटर का डेटा खुल नहीं रहा है',
  'start.set-aside.body':
    'वह जैसा है वैसा ही रखा गया है। डेस्क बुकिंग की दूसरी प्रति से फिर शुरू होता है और बताता है कि पुराना डेटा कहाँ रखा है।',
  'start.failed.heading': 'डेस्क खुल नहीं सका',
  'start.failed.body':
    'इस कंप्यूटर की बुकिंग सुरक्षित हैं। दोबारा कोशिश करें; फिर भी यही हो तो डेस्क लगाने वाले व्यक्ति को बताएँ: {detail}',
  'start.try-again': 'दोबारा कोशिश करें',
};
