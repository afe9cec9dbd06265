import type { Entry } from '../e2e/at-the-desk.ts';
import type { OutsideBooking } from '../e2e/sandbox-process.ts';

/** Who comes to Arogya Clinic, T. Nagar, on the day of the demo: Monday, 15 June 2026. */

export const branchId = 'b-tnagar';

/** The clinic as a person set it up before the demo: names that no answer of the server has. */
export const clinicNames = {
  clinicName: 'Arogya Clinic',
  branchNames: { [branchId]: 'T. Nagar', 'b-adyar': 'Adyar' },
};

/** 9:35 in Chennai. */
export const morning = Date.parse('2026-06-15T04:05:00Z');

const checkup = 'General Checkup';
const followUp = 'Follow-up Visit';
const vaccination = 'Vaccination';
const labTest = 'Lab Test';

/** Times are of the clinic's zone. */
function at(time: string, date = '2026-06-15'): string {
  return `${date}T${time}:00+05:30`;
}

function outside(service: string, time: string, name: string, phone: string, doctor?: string): OutsideBooking {
  return { service, at: time, name, phone: `+91${phone}`, branchId, ...(doctor === undefined ? {} : { doctor }) };
}

/** Booked through the voice agent and the dashboard before the desk opens. */
export const bookedBefore: readonly OutsideBooking[] = [
  outside(checkup, at('09:45'), 'Karthik Subramanian', '9840012342', 'Dr Meena Iyer'),
  outside(followUp, at('10:00'), 'वैशाली देशमुख', '9840034518', 'Dr Meena Iyer'),
  outside(checkup, at('10:15'), 'Mohammed Irfan', '9840056727', 'Dr R. Balaji'),
  outside(vaccination, at('10:30'), 'சாந்தி ரவி', '9840078934', 'Nurse Shanthi'),
  outside(checkup, at('11:15'), 'மீனாட்சி சுந்தரம்', '9840011155', 'Dr R. Balaji'),
  outside(labTest, at('11:30'), 'Nandhini Raja', '9840022239'),
  outside(followUp, at('12:00'), 'राजेश कुमार वर्मा', '9840033346', 'Dr Meena Iyer'),
  outside(checkup, at('14:30'), 'Joseph Fernandes', '9840044453', 'Dr R. Balaji'),
  outside(vaccination, at('15:00'), 'सुनीता शर्मा', '9840055564', 'Nurse Shanthi'),
  // Three of the four places that the voice agent may give in this window: the desk promises the last one.
  outside(checkup, at('16:10'), 'செல்வி முருகன்', '9840066673', 'Dr R. Balaji'),
  outside(checkup, at('16:30'), 'Priya Venkatesh', '9840077782', 'Dr R. Balaji'),
  outside(checkup, at('16:50'), 'Arvind Pillai', '9840088891', 'Dr Meena Iyer'),
  outside(followUp, at('18:00'), 'Deepa Krishnan', '9840099901', 'Dr Meena Iyer'),
  // Comes again on Wednesday: the desk knows this number.
  outside(followUp, at('10:00', '2026-06-17'), 'Ravi Shankar', '9840010210', 'Dr Meena Iyer'),
];

/** The last place of its window at the desk; the voice agent fills it meanwhile. */
export const promisedPlace = {
  phone: '9841020304',
  name: 'Lakshmi Narayanan',
  service: checkup,
  window: '4:00–5:30',
} as const satisfies Entry;

/** The voice agent books the same patient for the same service on the same day. */
export const bookedTwice = {
  phone: '9841030405',
  name: 'Fathima Begum',
  service: vaccination,
  window: '11:00–1:00',
} as const satisfies Entry;

export const bookings: readonly (Entry & { readonly name: string })[] = [
  { phone: '9841010203', name: 'Gayathri Mohan', service: checkup },
  bookedTwice,
  promisedPlace,
  { phone: '9841040506', name: 'अनिल जोशी', service: followUp, window: '2:00–4:00' },
  { phone: '9841050607', name: 'கண்ணன் சேகர்', service: labTest, window: '11:00–1:00' },
];

/** The first one's number is known: the name need not be typed. */
export const walkIns: readonly (Entry & { readonly who: string })[] = [
  { phone: '9840010210', who: 'Ravi Shankar', service: checkup },
  { phone: '9841060708', name: 'Meera Thomas', who: 'Meera Thomas', service: vaccination },
  { phone: '9841070809', name: 'Suresh Babu', who: 'Suresh Babu', service: labTest },
];

/** The power goes while this one is being written. */
export const interrupted = {
  phone: '9841080910',
  name: 'Divya Raghavan',
  service: followUp,
  window: '5:30–7:00',
} as const satisfies Entry;

/** What the voice agent does while the desk is cut off. */
export const bookedMeanwhile = {
  fillsThePlace: outside(checkup, at('17:10'), 'Harish Kumar', '9842011223', 'Dr R. Balaji'),
  samePatient: outside(vaccination, at('14:15'), 'Fathima Begum', bookedTwice.phone, 'Nurse Shanthi'),
} as const;

/** Another day, two desks. One place of this hour's window is taken, five of six are left: three are desk A's, two are desk B's. */
export const bookedBeforeTwoDesks: readonly OutsideBooking[] = [
  outside(checkup, at('09:45'), 'Karthik Subramanian', '9840012342', 'Dr Meena Iyer'),
];

/** Who walks in at each desk while both are cut off; the last one of each finds no place of its own left. */
export const walkInsOf: Readonly<Record<'A' | 'B', readonly (Entry & { readonly name: string })[]>> = {
  A: [
    { phone: '9843010101', name: 'Anjali Menon', service: checkup },
    { phone: '9843010102', name: 'सुरेश पाटील', service: checkup },
    { phone: '9843010103', name: 'கோகிலா தேவி', service: checkup },
    { phone: '9843010104', name: 'Peter D’Souza', service: checkup },
  ],
  B: [
    { phone: '9843020201', name: 'Rahim Khan', service: checkup },
    { phone: '9843020202', name: 'Uma Maheswari', service: checkup },
    { phone: '9843020203', name: 'Vikram Nair', service: checkup },
  ],
};
