import { useState, type ReactNode } from 'react';
import { clinicOfAddress } from '../../../shared/api/address.ts';
import type { SetupOffer } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Message } from '../../ui/message.tsx';
import { DialogHeading, ModalDialog } from '../../ui/modal-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Hidden } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { ConfirmDialog } from '../settings/confirm-dialog.tsx';
import type { SetupFilePorts } from './ports.ts';
import styles from './setup-file-dialog.module.css';
import { settingFields, useSettingWords } from './use-setting-words.tsx';

const c = classNames(styles);

type Usable = Extract<SetupOffer, { kind: 'usable' }>;
type Faulty = Extract<SetupOffer, { kind: 'faulty' }>;

interface SetupFileProps {
  readonly ports: SetupFilePorts;
  /** The sample clinic is on the board, and leaves with an address. */
  readonly sample: boolean;
}

/** Asks before an opened setup file is taken, and says what is wrong with one that can't be. */
export function SetupFileDialog({ ports, sample }: SetupFileProps) {
  const offer = useView(ports.offer);
  if (offer === null) return null;
  if (offer.kind === 'faulty') return <FaultyFile offer={offer} ports={ports} />;
  return <UsableFile key={offer.id} offer={offer} ports={ports} sample={sample} />;
}

function FaultyFile({ offer, ports }: { readonly offer: Faulty; readonly ports: SetupFilePorts }) {
  const t = useText();
  const leave = (): void => {
    ports.leaveSetupFile();
  };
  return (
    <ModalDialog open onClose={leave} role="alertdialog" className={c('dialog')}>
      <DialogHeading>{t('setup-file.faulty')}</DialogHeading>
      <div className={c('body')}>
        <FileName name={offer.fileName} />
        <p>{t('setup-file.faulty.body')}</p>
        {/* For whoever wrote the file, in the language of its fields. */}
        <ul className={c('faults')}>
          {offer.faults.map(({ field, remedy }) => (
            <li key={`${field} ${remedy}`}>
              <p className={c('field')} lang={field === '' ? undefined : 'en'}>
                {field === '' ? t('setup-file.whole') : field}
              </p>
              <p lang="en">{remedy}</p>
            </li>
          ))}
        </ul>
      </div>
      <div className={c('buttons')}>
        <Button onPress={leave} autoFocus>
          {t('common.close')}
        </Button>
      </div>
    </ModalDialog>
  );
}

function FileName({ name }: { readonly name: string }) {
  return (
    <p className={c('fileName')} lang="en">
      {name}
    </p>
  );
}

interface UsableProps extends SetupFileProps {
  readonly offer: Usable;
}

function UsableFile({ offer, ports, sample }: UsableProps) {
  const t = useText();
  const taking = useTaking(offer, ports);
  const leave = (): void => {
    ports.leaveSetupFile();
  };
  const changed = settingFields.filter((field) => !isSame(offer.before[field], offer.after[field]));
  if (taking.asking) return <Consent taking={taking} />;
  const hasEffect = changed.length > 0 || offer.key === 'wanted' || offer.key === 'optional';
  return (
    <ModalDialog open onClose={leave} role="alertdialog" className={c('dialog')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          taking.take(false);
        }}
      >
        <DialogHeading>{t('setup-file.title')}</DialogHeading>
        <div className={c('body')}>
          <FileName name={offer.fileName} />
          <p>{t(hasEffect ? 'setup-file.about' : 'setup-file.same')}</p>
          <Changes offer={offer} changed={changed} />
          <WhatLeaves offer={offer} sample={sample} />
          <CodeField offer={offer} taking={taking} />
          <TakingTrouble trouble={taking.trouble} />
        </div>
        <div className={c('buttons')}>
          <Button onPress={leave} autoFocus>
            {t(hasEffect ? 'setup-file.leave' : 'common.close')}
          </Button>
          {hasEffect ? (
            <Button type="submit" tone="primary" busy={taking.busy ? t('setup-file.taking') : undefined}>
              {t('setup-file.take')}
            </Button>
          ) : null}
        </div>
      </form>
    </ModalDialog>
  );
}

type Trouble = 'code-empty' | 'key-rejected' | 'busy' | 'not-kept' | 'no-consent';

interface Taking {
  readonly typed: string;
  readonly type: (typed: string) => void;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  /** Whether the key may lie in a file is being asked. */
  readonly asking: boolean;
  readonly take: (allowFile: boolean) => void;
  readonly refuseConsent: () => void;
}

function useTaking({ key }: Usable, ports: SetupFilePorts): Taking {
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'asking'>('idle');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const stop = (why: Trouble): void => {
    setState('idle');
    setTrouble(why);
  };
  return {
    typed,
    type: (text) => {
      setTyped(text);
      setTrouble(null);
    },
    busy: state === 'busy',
    trouble,
    asking: state === 'asking',
    take: (allowFile) => {
      setTrouble(null);
      if (key === 'wanted' && typed.trim() === '') {
        stop('code-empty');
        return;
      }
      setState('busy');
      ports.takeSetupFile(typed.trim(), allowFile).then(
        ({ kind }) => {
          if (kind === 'needs-consent') setState('asking');
          // Taken: this window is about to close. Gone: so is this dialog.
          else if (kind !== 'taken' && kind !== 'gone') stop(kind);
        },
        () => {
          stop('not-kept');
        },
      );
    },
    refuseConsent: () => {
      stop('no-consent');
    },
  };
}

/** Each setting that becomes another one: what it is, and what it becomes. */
function Changes({ offer, changed }: { readonly offer: Usable; readonly changed: typeof settingFields }) {
  const t = useText();
  const words = useSettingWords();
  const { before, after, fixed, key } = offer;
  const rows = changed.map((field) => ({
    key: words.nameOf(field),
    value: (
      <>
        {words.valueOf(field, before) ?? t('setup-file.here')} <span aria-hidden="true">→</span>{' '}
        <Hidden>{t('setup-file.becomes')} </Hidden>
        <b>{words.valueOf(field, after) ?? t('setup-file.in-file')}</b>
      </>
    ),
  }));
  const stays = fixed.map((field) => ({
    key: words.nameOf(field),
    value: (
      <>
        {words.valueOf(field, before)} <span className={c('note')}>({t('setup-file.stays')})</span>
      </>
    ),
  }));
  const keyRow = key === 'fixed' ? [{ key: t('settings.key'), value: t('settings.key.environment') }] : [];
  const all = [...rows, ...stays, ...keyRow];
  if (all.length === 0) return null;
  return (
    <dl className={c('changes')}>
      {all.map(({ key: name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function WhatLeaves({ offer: { before, after, key }, sample }: Omit<UsableProps, 'ports'>): ReactNode {
  const t = useText();
  if (clinicOfAddress(before.apiUrl) === clinicOfAddress(after.apiUrl)) return null;
  if (before.apiUrl !== '') {
    return (
      <Message tone="warn" role="note" heading={t('set-up.check.other')}>
        <p>{t('setup-file.other-clinic', { address: before.apiUrl })}</p>
        {key === 'removed' ? <p>{t('setup-file.key-removed')}</p> : null}
      </Message>
    );
  }
  return sample ? (
    <Message tone="warn" role="note" heading={t('set-up.check.leaves')}>
      {t('setup-file.practice')}
    </Message>
  ) : null;
}

/** Where a sealed key lies in the file. */
function CodeField({ offer: { key }, taking }: { readonly offer: Usable; readonly taking: Taking }): ReactNode {
  const t = useText();
  const faults = { 'code-empty': t('setup-file.code.empty'), 'key-rejected': t('setup-file.code.rejected') };
  const { trouble } = taking;
  if (key !== 'optional' && key !== 'wanted') return null;
  return (
    <TextField
      label={t('setup-file.code')}
      {...(key === 'optional' ? { optional: t('common.optional') } : {})}
      value={taking.typed}
      onChange={taking.type}
      lang="en"
      help={[t('setup-file.code.help'), ...(key === 'optional' ? [t('setup-file.code.optional')] : [])].join(' ')}
      fault={trouble === 'code-empty' || trouble === 'key-rejected' ? faults[trouble] : undefined}
    />
  );
}

function TakingTrouble({ trouble }: { readonly trouble: Trouble | null }): ReactNode {
  const t = useText();
  switch (trouble) {
    case 'busy':
      return (
        <Message tone="warn" role="alert" heading={t('updates.busy')}>
          <p>{t('updates.busy.body')}</p>
          <p>{t('setup-file.busy')}</p>
        </Message>
      );
    case 'not-kept':
    case 'no-consent':
      return (
        <Message tone="warn" role="alert" heading={t(`set-up.${trouble}`)}>
          {t(`set-up.${trouble}.do`)}
        </Message>
      );
    default:
      return null;
  }
}

/** This computer has no key store. */
function Consent({ taking }: { readonly taking: Taking }) {
  const t = useText();
  return (
    <ConfirmDialog
      heading={t('settings.consent.title')}
      safe={t('settings.consent.no')}
      risk={t('settings.consent.yes')}
      onSafe={taking.refuseConsent}
      onRisk={() => {
        taking.take(true);
      }}
    >
      <p>{t('settings.consent.body')}</p>
      <p>{t('settings.consent.ask')}</p>
    </ConfirmDialog>
  );
}

/** Settings are plain data, and both come from one process: their fields stand in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
