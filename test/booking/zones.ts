/** Zones whose clocks break naive code: odd offsets, changes at midnight, of half an hour, of two hours, of a whole day, for a week only, and by the moon. */
export const zonesThatBite = [
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/New_York',
  'America/Havana',
  'Europe/London',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Antarctica/Troll',
  'America/Los_Angeles',
  'America/Recife',
  'America/Boa_Vista',
] as const;
