import { connect } from 'node:net';

/**
 * Whether a process listens on that local socket.
 * @param {string} address
 * @returns {Promise<boolean>}
 */
export function answers(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
