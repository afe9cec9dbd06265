/**
 * Whether another window of this app is open on the same database. While there is none, what this window has in memory is
 * all there is, and a booking need not read the database again before it decides.
 */
export interface OtherWindows {
  readonly exist: () => boolean;
  close(): void;
}

const channelName = 'husky-windows';

/**
 * Windows greet each other when they open. Once a window has heard of another one it takes care for as long as it lives:
 * to have read the database once too often costs a millisecond, to have trusted its memory once too often a place.
 */
export function createOtherWindows(): OtherWindows {
  const channel = new BroadcastChannel(channelName);
  let heard = false;
  channel.addEventListener('message', ({ data }) => {
    if (!heard || data === 'opened') channel.postMessage('here');
    heard = true;
  });
  channel.postMessage('opened');
  return {
    exist: () => heard,
    close: () => {
      channel.close();
    },
  };
}
