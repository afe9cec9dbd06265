import { net, powerMonitor } from 'electron';

/** How often the system is asked whether an interface is up, milliseconds; it gives no event of its own to main. */
const ASK_EVERY_MS = 2_000;

/** Tells when the network comes or goes, and after the machine woke up. @returns the stop */
export function watchNetwork(tell: (online: boolean) => void): () => void {
  let online = net.isOnline();
  const timer = setInterval(() => {
    const current = net.isOnline();
    if (current === online) return;
    online = current;
    tell(online);
  }, ASK_EVERY_MS);
  const wake = (): void => {
    online = net.isOnline();
    tell(online);
  };
  powerMonitor.on('resume', wake);
  return () => {
    clearInterval(timer);
    powerMonitor.off('resume', wake);
  };
}
