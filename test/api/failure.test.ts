import { describe, expect, it } from 'vitest';
import { failureOf } from '../../electron/api/failure.ts';

const chromium = (code: string): Error => new Error(`net::ERR_${code}`);
const node = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('how a fetch failed', () => {
  it.each([
    [chromium('INTERNET_DISCONNECTED'), 'no-network', false],
    [chromium('ADDRESS_UNREACHABLE'), 'no-route', false],
    [chromium('NAME_NOT_RESOLVED'), 'dns', false],
    [chromium('CONNECTION_REFUSED'), 'refused', false],
    [chromium('PROXY_CONNECTION_FAILED'), 'refused', false],
    [chromium('CERT_AUTHORITY_INVALID'), 'tls', false],
    [chromium('CERT_DATE_INVALID'), 'tls', false],
    [chromium('SSL_PROTOCOL_ERROR'), 'tls', false],
    [chromium('SSL_BAD_RECORD_MAC_ALERT'), 'reset', true],
    [chromium('TIMED_OUT'), 'timeout', true],
    [chromium('CONNECTION_TIMED_OUT'), 'timeout', true],
    [chromium('CONNECTION_RESET'), 'reset', true],
    [chromium('EMPTY_RESPONSE'), 'reset', true],
    [chromium('CONTENT_LENGTH_MISMATCH'), 'reset', true],
    [chromium('INCOMPLETE_CHUNKED_ENCODING'), 'reset', true],
    [chromium('NETWORK_CHANGED'), 'reset', true],
    [chromium('INVALID_HTTP_RESPONSE'), 'not-json', true],
    [node('ENETUNREACH'), 'no-route', false],
    [node('EHOSTUNREACH'), 'no-route', false],
    [node('ENOTFOUND'), 'dns', false],
    [node('EAI_AGAIN'), 'dns', false],
    [node('ECONNREFUSED'), 'refused', false],
    [node('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls', false],
    [node('UND_ERR_CONNECT_TIMEOUT'), 'timeout', false],
    [node('UND_ERR_HEADERS_TIMEOUT'), 'timeout', true],
    [node('ECONNRESET'), 'reset', true],
    [node('HPE_INVALID_CONSTANT'), 'not-json', true],
    [new Error("Attempted to redirect, but redirect policy was 'error'"), 'not-json', true],
  ] as const)('%s is told as %s, sent: %s', (error, cause, sent) => {
    expect(failureOf(error, true)).toMatchObject({ kind: 'no-answer', cause, sent });
  });

  it('that nobody foresaw counts as sent: a second POST is worse than a look at the list', () => {
    for (const error of [new Error('boom'), 'text', null, chromium('SOMETHING_NEW')]) {
      expect(failureOf(error, true)).toMatchObject({ cause: 'reset', sent: true });
    }
  });

  it('is found in the cause of several attempts', () => {
    const attempts = new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]);
    expect(failureOf(new TypeError('fetch failed', { cause: attempts }), true)).toMatchObject({ cause: 'refused' });
  });

  it('with an unknown name or way and no network is the network, not the address or the router', () => {
    expect(failureOf(chromium('ADDRESS_UNREACHABLE'), false)).toMatchObject({ cause: 'no-network', sent: false });
    expect(failureOf(chromium('NAME_NOT_RESOLVED'), false)).toMatchObject({ cause: 'no-network', sent: false });
    expect(failureOf(chromium('CONNECTION_REFUSED'), false)).toMatchObject({ cause: 'refused' });
  });
});
