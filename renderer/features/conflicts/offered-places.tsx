import type { ReactNode } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import { ChoiceList, type Choice } from '../../ui/choices.tsx';
import { PlacesLeft } from '../../ui/places.tsx';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { alternativeKey, inTimeOrder, placesOfAlternative, slotOfAlternative } from './slots.ts';

/** One of the places that are offered, as a row of a choice list. */
export function placeChoice(place: Alternative, words: string): Choice {
  return {
    value: alternativeKey(place),
    label: <b>{words}</b>,
    note: place.window.batch,
    trailing: <PlacesLeft places={placesOfAlternative(place)} />,
  };
}

interface OfferedPlacesProps {
  readonly label: ReactNode;
  readonly labelNote?: ReactNode;
  readonly places: readonly Alternative[];
  /** Null: none of them. */
  readonly chosen: Alternative | null;
  readonly onChoose: (key: string) => void;
  readonly autoFocus?: boolean;
}

/** The nearest windows with a place, by date and time, at most one of them chosen. */
export function OfferedPlaces({ label, labelNote, places, chosen, onChoose, autoFocus = false }: OfferedPlacesProps) {
  const words = useSlotWords();
  return (
    <ChoiceList
      label={label}
      labelNote={labelNote}
      choices={inTimeOrder(places).map((place) => placeChoice(place, words.slot(slotOfAlternative(place))))}
      value={chosen === null ? null : alternativeKey(chosen)}
      onChange={onChoose}
      autoFocus={autoFocus}
    />
  );
}
