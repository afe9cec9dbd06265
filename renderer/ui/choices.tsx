import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField, Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { Fault } from './fault.tsx';
import styles from './choices.module.css';

const c = classNames(styles);

export interface Choice {
  readonly value: string;
  readonly label: ReactNode;
  /** A second line, or text after the label in a list. */
  readonly note?: ReactNode;
  /** At the right: places left, mostly. */
  readonly trailing?: ReactNode;
  readonly disabled?: boolean;
}

interface ChoicesProps {
  readonly label: ReactNode;
  /** After the label, in plain weight. */
  readonly labelNote?: ReactNode;
  /** The group has a heading of its own already: the label is for assistive technology only. */
  readonly labelHidden?: boolean;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly fault?: string | undefined;
  readonly autoFocus?: boolean;
}

/** Joined radio rows, 48 px high: words left, places right. Arrow keys move. */
export function ChoiceList(props: ChoicesProps) {
  return <Choices {...props} layout="list" />;
}

/** A row of radio cards that wraps. `tight`: smaller text, as for services. */
export function RadioCards(props: ChoicesProps & { readonly tight?: boolean }) {
  return <Choices {...props} layout={props.tight === true ? 'tight' : 'cards'} />;
}

function Choices(props: ChoicesProps & { readonly layout: 'list' | 'cards' | 'tight' }) {
  return (
    <RadioGroup
      className={c('group')}
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.fault !== undefined}
      data-autofocus={props.autoFocus === true ? '' : undefined}
    >
      <Label className={c('label', props.labelHidden === true && 'labelHidden')}>
        <b>{props.label}</b>
        {props.labelNote === undefined ? null : <span> · {props.labelNote}</span>}
      </Label>
      <div className={c(props.layout)}>
        {props.choices.map((choice) => (
          <RadioField
            key={choice.value}
            value={choice.value}
            className={c('item')}
            isDisabled={choice.disabled ?? false}
          >
            <RadioButton className={c('choice')}>
              <span className={c('dot')} aria-hidden="true" />
              <span className={c('line')}>
                <span className={c('words')}>
                  <span>{choice.label}</span>
                  {choice.note === undefined ? null : <span className={c('note')}>{choice.note}</span>}
                </span>
                {choice.trailing === undefined ? null : <span className={c('trailing')}>{choice.trailing}</span>}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
      {props.fault === undefined ? null : <Fault words={props.fault} role="alert" />}
    </RadioGroup>
  );
}

interface CheckboxProps {
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox(props: CheckboxProps) {
  return (
    <CheckboxField
      className={c('item')}
      isSelected={props.checked}
      onChange={props.onChange}
      isDisabled={props.disabled ?? false}
    >
      <CheckboxButton className={c('choice', 'check')}>
        <span className={c('square')} aria-hidden="true" />
        <span className={c('words')}>
          <span>{props.label}</span>
          {props.note === undefined ? null : <span className={c('note')}>{props.note}</span>}
        </span>
      </CheckboxButton>
    </CheckboxField>
  );
}
