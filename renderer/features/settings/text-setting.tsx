import { useState, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useFixed } from './fixed-settings.ts';
import type { Saving, SettingName, SettingsChange } from './use-save.ts';

interface TextSettingProps {
  readonly name: SettingName;
  readonly label: string;
  readonly saved: string;
  /** The change to save for what was typed. */
  readonly patch: (typed: string) => SettingsChange;
  readonly saving: Saving;
  readonly help?: ReactNode;
  /** Why it can't change just now. */
  readonly locked?: string | null;
  /** What to do about a value that was not taken, where it is not the usual. */
  readonly fault?: string | undefined;
  /** What to do about a text that is not worth saving; null where it is. */
  readonly check?: (typed: string) => string | null;
  readonly labelHidden?: boolean;
  readonly optional?: string;
  readonly inputMode?: 'text' | 'numeric';
  readonly type?: 'text' | 'url';
  readonly maxLength?: number;
  readonly lang?: string;
}

/** A text that is saved when the field is left or Enter is pressed. A refused one stays as typed, with what to do. */
export function TextSetting(props: TextSettingProps) {
  const t = useText();
  const fixed = useFixed()(props.name) ?? props.locked ?? null;
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const commit = (): void => {
    if (typed === null) return;
    const refusal = typed.trim() === props.saved ? null : (props.check?.(typed.trim()) ?? null);
    setRefused(refusal);
    if (refusal !== null) return;
    if (typed.trim() === props.saved) {
      setTyped(null);
      return;
    }
    void props.saving.save(props.patch(typed.trim())).then((taken) => {
      if (taken) setTyped(null);
    });
  };
  const faulty = typed !== null && props.saving.faults.has(props.name);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <TextField
        label={props.label}
        value={typed ?? props.saved}
        onChange={setTyped}
        onBlur={commit}
        type={props.type ?? 'text'}
        help={fixed ?? props.help}
        fault={refused ?? (faulty ? (props.fault ?? t(`settings.fault.${props.name}`)) : undefined)}
        disabled={fixed !== null}
        {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
        {...(props.labelHidden === undefined ? {} : { labelHidden: props.labelHidden })}
        {...(props.optional === undefined ? {} : { optional: props.optional })}
        {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
        {...(props.lang === undefined ? {} : { lang: props.lang })}
      />
    </form>
  );
}
