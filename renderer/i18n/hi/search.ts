import type { search as source } from '../en/search.ts';
import type { SameKeys } from '../same-keys.ts';

export const search: SameKeys<typeof source> = {
  'search.label': 'खोजें',
  'search.placeholder': 'फ़ोन, नाम या टोकन खोजें',
  'search.clear': 'लिखा हुआ हटाएँ',
  'search.results': 'मिले हुए अपॉइंटमेंट',
  'search.count': '{count, plural, one {# मिला} other {# मिले}}',
  'search.first': '{count, number} में से पहले {shown, number}। सही मरीज़ के लिए और लिखें।',
  'search.reading': 'सभी अपॉइंटमेंट पढ़े जा रहे हैं',
  'search.read': 'अब तक {read, number} पढ़े गए',
  'search.unreadable': 'इस कंप्यूटर के अपॉइंटमेंट पढ़े नहीं जा सके',
  'search.unreadable-body': 'क्या दिक़्क़त है, यह सिंक स्क्रीन बताती है। फिर से पढ़ने के लिए दोबारा लिखें।',
  'search.none': '“{query}” से कोई नहीं मिला',
  'search.none-fetching': 'और दिनों की जानकारी आ रही है (अब तक {of, number} में से {days, number})।',
  'search.none-body': 'इस कंप्यूटर के सभी अपॉइंटमेंट में फ़ोन, नाम और टोकन से खोजा गया।',
  'search.new-booking': 'नई बुकिंग: {who}',
  'search.tomorrow': 'आने वाला कल, {day}',
  'search.yesterday': 'बीता कल, {day}',
  'search.branch': 'शाखा {branch}',
  'search.branch-elsewhere': 'शाखा {branch}: वहाँ के डेस्क पर खोलें',
  'search.keys': '↑ ↓ ऊपर-नीचे · Enter खोलें · Esc छोड़ें',
};
