import { useState } from 'react';
import type { RosterDevice } from '../../../shared/reservations/branch-rules.ts';
import { withRetired } from '../../../shared/reservations/roster.ts';
import { weights, withDeviceChanged, withDeviceRemoved } from '../../../shared/reservations/roster-changes.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Hidden } from '../../ui/text.tsx';
import { Select } from '../../ui/text-field.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import styles from './settings.module.css';
import { TextSetting } from './text-setting.tsx';
import type { RulesInHand } from './use-rules.ts';

const c = classNames(styles);

const longestInstallId = 20;

interface DeskRowProps {
  readonly device: RosterDevice;
  readonly inHand: RulesInHand;
}

/** One desk of the branch: its letter, its part, its install code, and the way out of the list. */
export function DeskRow({ device, inHand }: DeskRowProps) {
  const t = useText();
  const { letter, weight } = device;
  const isThisDesk = letter === inHand.thisDevice.letter;
  return (
    <tr>
      <th scope="row">
        <span className={c('letter')}>{letter}</span>
        {isThisDesk ? <span className={c('help')}>{t('rules.this')}</span> : null}
      </th>
      <td className={c('weight')}>
        <Select
          label={t('rules.weight.of', { letter })}
          labelHidden
          value={String(weight)}
          options={weights.map((value) => ({ value: String(value), label: String(value) }))}
          onChange={(value) => {
            void inHand.change((now) => withDeviceChanged(now, letter, { weight: Number(value) }));
          }}
        />
      </td>
      <td>
        {isThisDesk ? <OwnCode device={device} inHand={inHand} /> : <InstallCode device={device} inHand={inHand} />}
      </td>
      <td>{isThisDesk ? null : <WaysOut device={device} inHand={inHand} />}</td>
    </tr>
  );
}

function OwnCode({ device, inHand }: DeskRowProps) {
  const t = useText();
  const { installId } = inHand.thisDevice;
  return (
    <>
      <span className={c('code')}>{installId}</span>
      {device.installId === '' ? (
        <p className={c('help')}>
          {t('rules.install.not-entered')}{' '}
          <TextButton
            onPress={() => {
              void inHand.change((now) => withDeviceChanged(now, device.letter, { installId }));
            }}
          >
            {t('rules.install.enter')}
          </TextButton>
        </p>
      ) : device.installId === installId ? null : (
        <p className={c('help')}>{t('rules.install.other', { code: device.installId })}</p>
      )}
    </>
  );
}

function InstallCode({ device, inHand }: DeskRowProps) {
  const t = useText();
  const { letter } = device;
  const others = inHand.rules.devices.filter((other) => other.letter !== letter);
  return (
    <TextSetting
      name="branchRules"
      label={t('rules.install.of', { letter })}
      labelHidden
      saved={device.installId}
      patch={(code) => inHand.changed((now) => withDeviceChanged(now, letter, { installId: code.toLowerCase() }))}
      check={(code) => {
        if (!/^[a-z0-9]*$/i.test(code)) return t('rules.install.fault');
        const same = others.find(({ installId }) => installId !== '' && installId === code.toLowerCase());
        return same === undefined ? null : t('rules.install.twice', { letter: same.letter });
      }}
      saving={inHand.saving}
      maxLength={longestInstallId}
      lang="en"
    />
  );
}

/** A lost desk is retired; only one that never was is removed, and that is asked where nobody knows its install code. */
function WaysOut({ device: { letter, installId }, inHand }: DeskRowProps) {
  const t = useText();
  const [asking, setAsking] = useState<'retire' | 'remove' | null>(null);
  const close = (): void => {
    setAsking(null);
  };
  return (
    <div className={c('waysOut')}>
      <Button
        small
        onPress={() => {
          setAsking('retire');
        }}
      >
        {t('rules.retire')}
        <Hidden> {letter}</Hidden>
      </Button>
      {installId === '' ? (
        <Button
          small
          tone="plain"
          onPress={() => {
            setAsking('remove');
          }}
        >
          {t('rules.remove')}
          <Hidden> {letter}</Hidden>
        </Button>
      ) : null}
      {asking === null ? null : (
        <ConfirmDialog
          heading={t(`rules.${asking}.ask`, { letter })}
          safe={t('rules.keep', { letter })}
          risk={t(`rules.${asking}.yes`, { letter })}
          onSafe={close}
          onRisk={() => {
            close();
            void inHand.change((now) =>
              asking === 'retire' ? withRetired(now, letter, inHand.today) : withDeviceRemoved(now, letter),
            );
          }}
        >
          <p>{t(`rules.${asking}.body`, { letter })}</p>
          {asking === 'retire' ? <p>{t('rules.retire.unsent', { letter })}</p> : null}
          <p>{t('rules.elsewhere')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
