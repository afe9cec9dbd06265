/** Walk-in: who is here, where they land, and their token. */
export const walkIn = {
  'walk-in.title': 'Walk-in',
  'walk-in.now': 'Now: {time}',
  'walk-in.next': 'Next: {window}',
  'walk-in.not-now': 'No place is open for {service} just now: the walk-in gets one in the next window.',
  'walk-in.token': 'Next token',
  'walk-in.visit': 'Visit',
  'walk-in.visit.arrived': 'Marked as arrived now',
  'walk-in.choose': 'Choose another window or doctor',
  'walk-in.choose.less': 'Use the nearest window',
  'walk-in.choose-service': 'Choose a service to see the window and the token.',
  'walk-in.foot.own': 'Uses <b>1 of your {count}</b> places. {why}',
  'walk-in.own-place': 'Use one of the clinic’s own places {window} ({left} left)',
  'walk-in.add': 'Register',
  'walk-in.busy': 'Registering…',
  'walk-in.another': 'Another walk-in',
} as const;
