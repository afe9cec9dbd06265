/**
 * Takes from a page the means to close its own window (SPEC KIOSK-13). Main opens another one, but the window would be gone for a
 * moment, and Electron 33 itself now and then crashes where a page closes.
 */
export function stayOpen(): void {
  Object.defineProperty(window, 'close', { value: () => undefined });
}
