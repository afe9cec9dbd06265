import { net } from 'electron';
import { apiBase } from '../../shared/api/address.ts';
import type { LineCause } from '../../shared/ipc/contract.ts';
import { LineWatch, type LineTarget } from '../net/line-watch.ts';
import { lookAt } from '../net/look.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

/** The watch of the line to the API that the settings name, through the network that requests go through. */
export function watchLine(
  api: Electron.Session,
  settings: Pick<SettingsFile, 'current'>,
  tell: (lost: LineCause | null) => void,
): LineWatch {
  const ports = {
    isOnline: () => net.isOnline(),
    resolveProxy: (url: string) => api.resolveProxy(url),
    resolveHost: async (host: string) => (await api.resolveHost(host)).endpoints.map(({ address }) => address),
  };
  return new LineWatch({
    target: () => lineTarget(settings.current.apiUrl),
    look: (target) => lookAt(target, ports),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    tell,
  });
}

/** Null where no address is set. */
function lineTarget(apiUrl: string): LineTarget | null {
  if (apiUrl === '') return null;
  const url = apiBase(apiUrl);
  if (!URL.canParse(url)) return null;
  const { hostname, port, protocol } = new URL(url);
  return { url, host: hostname, port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port) };
}
