import type { SeededRandom } from './random.ts';

export interface SamplePatient {
  readonly name: string;
  /** E.164, as the server holds it. */
  readonly phone: string;
}

const latinGiven = [
  'Aarthi',
  'Abdul',
  'Anitha',
  'Arun',
  'Bhavani',
  'Deepak',
  'Divya',
  'Fathima',
  'Ganesh',
  'Gayathri',
  'Harish',
  'Ishaan',
  'Janani',
  'Joseph',
  'Karthik',
  'Kavitha',
  'Lakshmi',
  'Mohammed',
  'Nandini',
  'Naveen',
  'Priya',
  'Rajesh',
  'Revathi',
  'Sanjay',
  'Saraswathi',
  'Suresh',
  'Thomas',
  'Uma',
  'Vignesh',
  'Yamini',
];
const latinFamily = [
  'Balasubramaniam',
  'Chandran',
  'D’Souza',
  'Ganesan',
  'Iyer',
  'Krishnan',
  'Kumar',
  'Mathew',
  'Menon',
  'Murugan',
  'Nair',
  'Natarajan',
  'Pillai',
  'Rahman',
  'Raman',
  'Reddy',
  'Sharma',
  'Srinivasan',
  'Subramanian',
  'Venkatesh',
];
const tamilGiven = [
  'கார்த்திக்',
  'லட்சுமி',
  'முருகன்',
  'மீனாட்சி',
  'செல்வி',
  'அருண்குமார்',
  'கவிதா',
  'பாலாஜி',
  'சரஸ்வதி',
  'விஜயலட்சுமி',
  'தமிழ்ச்செல்வன்',
  'இளங்கோ',
  'பூங்கொடி',
  'ராஜேந்திரன்',
  'சுப்பிரமணியன்',
  'அன்பழகன்',
  'தேன்மொழி',
  'ஜெயலட்சுமி',
];
/** A Tamil name carries its initial in front: the father's name. */
const tamilInitials = ['அ.', 'ஆ.', 'கா.', 'செ.', 'சு.', 'த.', 'ப.', 'மு.', 'ர.', 'வே.'];
const hindiGiven = [
  'अनीता',
  'अर्जुन',
  'दीपक',
  'गीता',
  'किरण',
  'महेश',
  'नेहा',
  'पूजा',
  'राकेश',
  'रेखा',
  'संजय',
  'सुनीता',
  'विकास',
  'यशोदा',
];
const hindiFamily = ['अग्रवाल', 'गुप्ता', 'जोशी', 'मिश्रा', 'शर्मा', 'सिंह', 'त्रिवेदी', 'वर्मा'];
/** How mobile numbers of Chennai begin. */
const phonePrefixes = ['98400', '98410', '94440', '99400', '97890', '90030'];

/** Of a hundred patients, so many give the number of the one before them: one phone serves a family. */
const familyShare = 0.12;

/** `count` patients as a Chennai clinic's list shows them, names in three scripts. */
export function samplePatients(count: number, random: SeededRandom): readonly SamplePatient[] {
  const patients: SamplePatient[] = [];
  const taken = new Set<string>();
  while (patients.length < count) {
    const before = patients.at(-1);
    const shared = before !== undefined && random.chance(familyShare) ? before.phone : null;
    patients.push({ name: sampleName(random), phone: shared ?? freshPhone(random, taken) });
  }
  return patients;
}

function sampleName(random: SeededRandom): string {
  const script = random.next();
  if (script < 0.6) return `${random.pick(latinGiven)} ${random.pick(latinFamily)}`;
  if (script < 0.82) return `${random.pick(tamilInitials)} ${random.pick(tamilGiven)}`;
  return `${random.pick(hindiGiven)} ${random.pick(hindiFamily)}`;
}

function freshPhone(random: SeededRandom, taken: Set<string>): string {
  for (;;) {
    const phone = `+91${random.pick(phonePrefixes)}${String(random.between(10_000, 99_999))}`;
    if (taken.has(phone)) continue;
    taken.add(phone);
    return phone;
  }
}
