import type { ApiReply, NoAnswerCause } from '../../shared/api/reply.ts';

export type NoAnswer = Extract<ApiReply<never>, { kind: 'no-answer' }>;

/** What a fetch failed with, and whether the request may have been carried out. */
type Failure = readonly [cause: NoAnswerCause, sent: boolean];

/** Codes of Chromium's network stack (`net::ERR_…`), most telling first. */
const chromiumFailures: readonly (readonly [RegExp, Failure])[] = [
  [/^(INTERNET_DISCONNECTED|NETWORK_ACCESS_DENIED)$/, ['no-network', false]],
  [/^ADDRESS_UNREACHABLE$/, ['no-route', false]],
  [/^(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ICANN_NAME_COLLISION|DNS_.*)$/, ['dns', false]],
  [/^(CONNECTION_REFUSED|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|UNSAFE_PORT)$/, ['refused', false]],
  [/^(ADDRESS_INVALID|INVALID_URL)$/, ['refused', false]],
  /** These come from an established connection: the request was on its way. */
  [/^SSL_(BAD_RECORD_MAC_ALERT|DECRYPT_ERROR_ALERT|DECOMPRESSION_FAILURE_ALERT)$/, ['reset', true]],
  [/^(SSL_.*|CERT_.*|CERTIFICATE_.*|BAD_SSL_CLIENT_AUTH_CERT)$/, ['tls', false]],
  [/^(TIMED_OUT|CONNECTION_TIMED_OUT)$/, ['timeout', true]],
  [/^(INVALID_HTTP_RESPONSE|INVALID_RESPONSE|INVALID_CHUNKED_ENCODING|RESPONSE_HEADERS_.*)$/, ['not-json', true]],
  [/^(INVALID_REDIRECT|UNSAFE_REDIRECT|TOO_MANY_REDIRECTS)$/, ['not-json', true]],
];

/** Codes of Node's sockets, TLS and fetch; the client runs on them in tests and tools. */
const nodeFailures: readonly (readonly [RegExp, Failure])[] = [
  [/^(ENETDOWN|EADDRNOTAVAIL)$/, ['no-network', false]],
  [/^(ENETUNREACH|EHOSTUNREACH)$/, ['no-route', false]],
  [/^(ENOTFOUND|EAI_.*)$/, ['dns', false]],
  [/^ECONNREFUSED$/, ['refused', false]],
  [/^(ERR_SSL_.*|ERR_TLS_.*|EPROTO|CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*)$/, ['tls', false]],
  [/^UND_ERR_CONNECT_TIMEOUT$/, ['timeout', false]],
  [/^(ETIMEDOUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, ['timeout', true]],
  [/^HPE_.*$/, ['not-json', true]],
];

/**
 * Tells how a fetch failed. What is not known for certain to have stayed here counts as sent: a second POST is worse than
 * a look at the list.
 * @param error what fetch, or reading its body, threw
 * @param online whether any network interface is up; without one an unknown name or way is no fault of the address
 */
export function failureOf(error: unknown, online: boolean): NoAnswer {
  const { codes, messages } = causesOf(error);
  const detail = codes[0] ?? messages[0]?.slice(0, 120) ?? 'unknown';
  const [cause, sent] = classify(codes, messages);
  return {
    kind: 'no-answer',
    cause: (cause === 'dns' || cause === 'no-route') && !online ? 'no-network' : cause,
    sent,
    detail,
  };
}

function classify(codes: readonly string[], messages: readonly string[]): Failure {
  for (const code of codes) {
    const chromium = /^(?:net::)?ERR_(.+)$/.exec(code)?.[1];
    const known = (chromium === undefined ? undefined : match(chromiumFailures, chromium)) ?? match(nodeFailures, code);
    if (known !== undefined) return known;
  }
  if (messages.some((message) => /redirect/i.test(message))) return ['not-json', true];
  return ['reset', true];
}

function match(failures: readonly (readonly [RegExp, Failure])[], code: string): Failure | undefined {
  return failures.find(([pattern]) => pattern.test(code))?.[1];
}

/** Longest chain of causes that is followed. */
const CHAIN_LIMIT = 5;

/** Codes and messages of an error and of what caused it, the outermost first. */
function causesOf(error: unknown): { readonly codes: readonly string[]; readonly messages: readonly string[] } {
  const codes: string[] = [];
  const messages: string[] = [];
  let current = error;
  for (let depth = 0; depth < CHAIN_LIMIT && current instanceof Error; depth += 1) {
    messages.push(current.message);
    const named = /\bnet::ERR_[A-Z0-9_]+/.exec(current.message)?.[0];
    if (named !== undefined) codes.push(named);
    if ('code' in current && typeof current.code === 'string') codes.push(current.code);
    const inner: unknown = current instanceof AggregateError ? current.errors[0] : undefined;
    current = current.cause ?? inner;
  }
  return { codes, messages };
}
