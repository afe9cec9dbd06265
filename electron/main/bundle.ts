import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** Where the windows load from, in packages and in development builds without a dev server. */
export const BUNDLE_SCHEME = 'app';
export const BUNDLE_HOST = 'bundle';
export const BUNDLE_ORIGIN = `${BUNDLE_SCHEME}://${BUNDLE_HOST}`;

/** Nothing comes from elsewhere, nothing is evaluated, and no page of others may frame ours. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** Answers requests to `app://bundle/…` with files of `root`, and with nothing outside it. */
export async function serveBundle(root: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  if (url.host !== BUNDLE_HOST) return refusal(404);
  const file = fileOf(root, url.pathname);
  if (file === null) return refusal(403);
  const contentType = contentTypes[extname(file)];
  if (contentType === undefined) return refusal(404);
  try {
    const content = await readFile(file);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
      headers: { ...headers, 'content-type': contentType },
    });
  } catch {
    return refusal(404);
  }
}

/** A path without a file type is a view of the app, which is one page. Null: it leads out of `root`. */
function fileOf(root: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (/[\\\0]/.test(path) || path.split('/').includes('..')) return null;
  const file = normalize(join(root, extname(path) === '' ? 'index.html' : path));
  return file.startsWith(normalize(root) + sep) ? file : null;
}

function refusal(status: 403 | 404 | 405): Response {
  return new Response(null, { status, headers });
}
