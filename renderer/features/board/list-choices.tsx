import { useId } from 'react';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { groupings, rowFilters, type Grouping, type RowFilter } from './day-rows.ts';
import styles from './appointments.module.css';

const c = classNames(styles);

interface FiltersProps {
  readonly counts: Readonly<Record<RowFilter, number>>;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}

/** Which point of the visit the list shows, each with its number. */
export function Filters({ counts, filter, onFilter }: FiltersProps) {
  return (
    <Chips
      look="filters"
      label="board.filter"
      choices={rowFilters.map((value) => ({ value, words: `board.filter.${value}` as const, count: counts[value] }))}
      value={filter}
      onChange={onFilter}
    />
  );
}

interface GroupedByProps {
  readonly grouping: Grouping;
  readonly onGrouping: (grouping: Grouping) => void;
}

export function GroupedBy({ grouping, onGrouping }: GroupedByProps) {
  return (
    <Chips
      look="grouping"
      label="board.grouping"
      choices={groupings.map((value) => ({ value, words: `board.grouping.${value}` as const }))}
      value={grouping}
      onChange={onGrouping}
    />
  );
}

interface ChipsProps<Value extends string> {
  readonly look: 'filters' | 'grouping';
  readonly label: MessageId;
  readonly choices: readonly { readonly value: Value; readonly words: MessageId; readonly count?: number }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** Radio buttons in a row; arrow keys move. */
function Chips<Value extends string>({ look, label, choices, value, onChange }: ChipsProps<Value>) {
  const t = useText();
  const name = useId();
  return (
    <div className={c('chips', look)} role="radiogroup" aria-label={t(label)}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          {t(choice.words)}
          {choice.count === undefined ? null : (
            <>
              {' '}
              <span className={c('number')}>{choice.count}</span>
            </>
          )}
        </label>
      ))}
    </div>
  );
}
