/** What is wrong with a typed API address, and what to do; or the address as it is kept. */
export type AddressReading =
  { readonly kind: 'address'; readonly address: string } | { readonly kind: 'fault'; readonly message: string };

/**
 * Checks an API address: https anywhere, http only on this computer (the key travels with each request).
 * Empty means "not set". Trailing slashes are dropped; the address may end in its version (`/v1`) or leave it out.
 */
export function readAddress(typed: string): AddressReading {
  const text = typed.trim();
  if (text === '') return { kind: 'address', address: '' };
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) {
    return fault('start the address with https://, for example https://api.huskyvoice.ai/v1');
  }
  if (!URL.canParse(text)) return fault('this is not an address; write it like https://api.huskyvoice.ai/v1');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return fault('use https://');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return fault('http:// is allowed only on this computer (127.0.0.1 or localhost); use https://');
  }
  if (url.username !== '' || url.password !== '') {
    return fault('leave the name and password out of the address; the key is entered on its own');
  }
  if (url.search !== '' || url.hash !== '') return fault('leave out everything from ? or # on');
  return { kind: 'address', address: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
}

/** The base that request paths are appended to: `address` with its version, `/v1` where it names none. */
export function apiBase(address: string): string {
  return /\/v\d+$/.test(address) ? address : `${address}/v1`;
}

/**
 * The clinic behind an address, as bookings and data name it (SPEC OWED): two spellings of one address, with or without the
 * version, are one clinic. Empty where no address is set.
 * @param address as `readAddress` keeps it
 */
export function clinicOfAddress(address: string): string {
  return address === '' ? '' : apiBase(address);
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}

function fault(message: string): AddressReading {
  return { kind: 'fault', message };
}
