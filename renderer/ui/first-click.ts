import type { MouseEvent } from 'react';

/** Presses nearer to each other than this were meant as one, milliseconds. */
export const DOUBLE_PRESS_MS = 600;

/**
 * For `onClickCapture` around what takes the place of what was just pressed: the later clicks of a double click were meant
 * for what stood there before, and do nothing here.
 */
export function firstClickOnly(event: MouseEvent): void {
  if (event.detail <= 1) return;
  event.preventDefault();
  event.stopPropagation();
}
