import { useEffect, useEffectEvent, useLayoutEffect, type RefObject } from 'react';

/**
 * What the desk filled in is selected when the field has the focus or gets it by a click, so that what a person types takes its place; the Tab key
 * selects by itself. A second click puts the caret where it is meant to be, to correct it. What a person typed is never selected.
 * @param filled the words that the desk filled in; null: those in the field are a person's
 */
export function useFilledIn(input: RefObject<HTMLInputElement | null>, filled: string | null): void {
  // In the layout phase: no letter is typed between the words and their selection.
  useLayoutEffect(() => {
    if (filled !== null && document.activeElement === input.current) input.current?.select();
  }, [input, filled]);
  const selectWhole = useEffectEvent((element: HTMLInputElement) => {
    // A part that was drawn over stays selected alone.
    if (filled !== null && element.selectionStart === element.selectionEnd) element.select();
  });
  useEffect(() => {
    const element = input.current;
    if (element === null) return undefined;
    let entering = false;
    const onPress = (): void => {
      entering = document.activeElement !== element;
    };
    const onClick = (): void => {
      if (entering) selectWhole(element);
      entering = false;
    };
    element.addEventListener('mousedown', onPress);
    element.addEventListener('click', onClick);
    return () => {
      element.removeEventListener('mousedown', onPress);
      element.removeEventListener('click', onClick);
    };
  }, [input]);
}
