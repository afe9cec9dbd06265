/** What is shown before the desk is open, and where it can't be opened. */
export const start = {
  'start.opening': 'Opening the desk…',
  'start.opening.records': 'Bringing the records on this computer up to the new version of Husky Desk.',
  'start.opening.second-copy': 'Checking the bookings against their second copy.',
  'start.opening.so-far': '{done, number} of {all, number}',
  'start.opening.leave':
    'Please leave this computer on until it is done. If it is switched off all the same, nothing is lost: the desk goes on with this at the next start.',
  'start.disk-full.heading': 'The disk of this computer is full',
  'start.disk-full.body': 'Nothing is lost. Free some space on the disk, then try again.',
  'start.set-aside.heading': 'The data on this computer can’t be opened',
  'start.set-aside.body':
    'It is kept as it is. The desk starts again with the second copy of its bookings and says where the old data lies.',
  'start.failed.heading': 'The desk could not be opened',
  'start.failed.body':
    'Bookings on this computer are safe. Try again; if it comes back, tell the person who installed the desk: {detail}',
  'start.try-again': 'Try again',
} as const;
