import { useId, type ReactNode, type Ref } from 'react';
import { classNames } from './class-names.ts';
import { Fault } from './fault.tsx';
import { Icon } from './icon.tsx';
import styles from './field.module.css';

const c = classNames(styles);

interface FieldFrame {
  readonly label: string;
  /** The column has a head of its own: the label is for assistive technology only. */
  readonly labelHidden?: boolean;
  /** "optional", shown after the label. */
  readonly optional?: string;
  /** Always shown under the field. */
  readonly help?: ReactNode;
  /** What to do about what was typed; replaces the help, and marks the field invalid. */
  readonly fault?: string | undefined;
  readonly disabled?: boolean;
}

interface TextFieldProps extends FieldFrame {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly prefix?: string;
  readonly type?: 'text' | 'tel' | 'password' | 'url';
  readonly inputMode?: 'text' | 'tel' | 'numeric' | 'url';
  readonly maxLength?: number;
  readonly multiline?: boolean;
  readonly placeholder?: string;
  readonly autoComplete?: string;
  /** The language of what was typed, where it is known. */
  readonly lang?: string | undefined;
  /** Takes the focus when its panel opens. */
  readonly autoFocus?: boolean;
  readonly required?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ ref, ...props }: TextFieldProps) {
  const id = useId();
  const belowId = `${id}-below`;
  const described = props.fault !== undefined || props.help !== undefined;
  const shared = {
    id,
    value: props.value,
    disabled: props.disabled,
    maxLength: props.maxLength,
    placeholder: props.placeholder,
    lang: props.lang,
    spellCheck: false,
    autoComplete: props.autoComplete ?? 'off',
    'aria-invalid': props.fault === undefined ? undefined : true,
    'aria-required': props.required,
    'aria-describedby': described ? belowId : undefined,
    'data-autofocus': props.autoFocus === true ? '' : undefined,
    onBlur: props.onBlur,
  } as const;
  return (
    <div className={c('field')}>
      <FieldLabel htmlFor={id} label={props.label} optional={props.optional} hidden={props.labelHidden === true} />
      <div className={c('box')}>
        {props.prefix === undefined ? null : <span className={c('prefix')}>{props.prefix}</span>}
        {props.multiline === true ? (
          <textarea
            {...shared}
            className={c('input', 'area')}
            rows={2}
            onChange={(event) => {
              props.onChange(event.currentTarget.value);
            }}
          />
        ) : (
          <input
            {...shared}
            className={c('input')}
            type={props.type ?? 'text'}
            inputMode={props.inputMode}
            ref={ref}
            onChange={(event) => {
              props.onChange(event.currentTarget.value);
            }}
          />
        )}
      </div>
      <FieldBelow id={belowId} fault={props.fault} help={props.help} />
    </div>
  );
}

interface SelectProps extends FieldFrame {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
}

/** A native list: it needs no strings of its own, and it is the same in every language. */
export function Select(props: SelectProps) {
  const id = useId();
  const belowId = `${id}-below`;
  const described = props.fault !== undefined || props.help !== undefined;
  return (
    <div className={c('field')}>
      <FieldLabel htmlFor={id} label={props.label} optional={props.optional} hidden={props.labelHidden === true} />
      <div className={c('box')}>
        <select
          id={id}
          className={c('input', 'select')}
          value={props.value}
          disabled={props.disabled}
          aria-invalid={props.fault === undefined ? undefined : true}
          aria-describedby={described ? belowId : undefined}
          onChange={(event) => {
            props.onChange(event.currentTarget.value);
          }}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
        <span className={c('chevron')}>
          <Icon name="down" />
        </span>
      </div>
      <FieldBelow id={belowId} fault={props.fault} help={props.help} />
    </div>
  );
}

function FieldLabel({
  htmlFor,
  label,
  optional,
  hidden,
}: {
  readonly htmlFor: string;
  readonly label: string;
  readonly optional: string | undefined;
  readonly hidden: boolean;
}) {
  return (
    <label className={c('label', hidden && 'labelHidden')} htmlFor={htmlFor}>
      {label}
      {optional === undefined ? null : <span className={c('optional')}> · {optional}</span>}
    </label>
  );
}

/** The line under a field. It stays in the page while it is empty, so that a fault is announced when it appears. */
function FieldBelow({
  id,
  fault,
  help,
}: {
  readonly id: string;
  readonly fault: string | undefined;
  readonly help: ReactNode;
}) {
  return (
    <div id={id} aria-live="polite">
      {fault === undefined ? help === undefined ? null : <p className={c('help')}>{help}</p> : <Fault words={fault} />}
    </div>
  );
}
