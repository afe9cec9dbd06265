import { useSyncExternalStore } from 'react';

/**
 * Routes live in the hash, search included (`#/conflicts?panel=booking`), because the document itself is one file under `app://`.
 * These are the two hooks that wouter's Router takes.
 */
function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

function parts(): { readonly path: string; readonly search: string } {
  const route = window.location.hash.replace(/^#/, '');
  const at = route.indexOf('?');
  const path = at < 0 ? route : route.slice(0, at);
  return { path: path.startsWith('/') ? path : `/${path}`, search: at < 0 ? '' : route.slice(at + 1) };
}

function navigate(to: string, options?: { readonly replace?: boolean }): void {
  if (`#${to}` === window.location.hash) return;
  if (options?.replace === true) {
    const before = window.location.href;
    window.history.replaceState(window.history.state, '', `#${to}`);
    window.dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: window.location.href }));
  } else {
    window.location.hash = to;
  }
}

export function useHashPath(): [string, (to: string, options?: { readonly replace?: boolean }) => void] {
  return [useSyncExternalStore(subscribe, () => parts().path), navigate];
}

export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => parts().search);
}
