import { useEffect, useEffectEvent, type FocusEvent, type KeyboardEvent } from 'react';

export interface DismissHandlers {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * For something that hangs over the screen while `open`: Escape, a press elsewhere, and the focus going elsewhere close it.
 * @param isWithin whether a pressed node is part of it, or of what opened it
 */
export function useDismiss(open: boolean, isWithin: (pressed: Node) => boolean, close: () => void): DismissHandlers {
  const onPressElsewhere = useEffectEvent((event: PointerEvent) => {
    if (event.target instanceof Node && isWithin(event.target)) return;
    close();
  });
  useEffect(() => {
    if (!open) return undefined;
    document.addEventListener('pointerdown', onPressElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onPressElsewhere);
    };
  }, [open]);
  return {
    onKeyDown: (event) => {
      if (!open || event.key !== 'Escape') return;
      event.preventDefault();
      close();
    },
    onBlur: (event) => {
      if (open && event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) close();
    },
  };
}
