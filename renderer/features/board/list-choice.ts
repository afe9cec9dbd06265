import type { Desk } from '../../desk/contract.ts';
import { createView, type MutableView } from '../../desk/view.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import type { Grouping, RowFilter } from './day-rows.ts';

/** How a person wants the list; kept as long as the window, whatever day or screen it shows. */
export interface ListChoice {
  readonly filter: RowFilter;
  readonly grouping: Grouping;
}

/** A window has one desk, so what is chosen in it goes with that. */
const choices = new WeakMap<Desk, MutableView<ListChoice>>();

function choiceOf(desk: Desk): MutableView<ListChoice> {
  const known = choices.get(desk);
  if (known !== undefined) return known;
  const choice = createView<ListChoice>({ filter: 'all', grouping: 'window' });
  choices.set(desk, choice);
  return choice;
}

export function useListChoice(): readonly [ListChoice, (changes: Partial<ListChoice>) => void] {
  const view = choiceOf(useDesk());
  const choice = useView(view);
  return [
    choice,
    (changes) => {
      view.set({ ...view.get(), ...changes });
    },
  ];
}
