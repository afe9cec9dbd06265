import type { ReactNode } from 'react';
import { MOST_DEVICES } from '../../../shared/reservations/branch-rules.ts';
import { shareDenied, withTakenOver, type NoShare } from '../../../shared/reservations/roster.ts';
import { withDeviceAdded } from '../../../shared/reservations/roster-changes.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Message } from '../../ui/message.tsx';
import styles from './settings.module.css';
import { useRules, type RulesInHand } from './use-rules.ts';
import type { Saving } from './use-save.ts';

const c = classNames(styles);

/** Why this desk has no part of the places today, for its words; `taken-over`: the other desks have to hear of it. */
type Standing = NoShare | 'taken-over';

function standingOf({ rules, thisDevice, today }: RulesInHand): Standing | null {
  if (rules.devices.length === 0 && rules.lost !== true) return null;
  const denied = shareDenied(rules, thisDevice, today);
  const entry = rules.devices.find(({ letter }) => letter === thisDevice.letter);
  return denied === 'installed-anew' && entry?.installId === thisDevice.installId ? 'taken-over' : denied;
}

/** Said at the top of the section where this desk sells nothing while offline, with the way out (SPEC ROSTER-3 … 5). */
export function ShareNotice({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const standing = standingOf(inHand);
  if (standing === null) return null;
  const { rules, thisDevice } = inHand;
  const { letter } = thisDevice;
  const owner = rules.devices.find((device) => device.letter === letter)?.installId ?? '';
  return (
    <div className={c('row', 'whole')}>
      <Message
        tone={standing === 'taken-over' ? 'info' : 'warn'}
        role={standing === 'taken-over' ? 'status' : 'alert'}
        heading={t(`rules.notice.${standing}`, { letter })}
        {...actionOf(standing, inHand, t)}
      >
        <p>{t(`rules.notice.${standing}.body`, { letter, code: owner })}</p>
        {standing === 'taken-over' && rules.devices.length > 1 ? <p>{t('rules.notice.taken-over.copy')}</p> : null}
      </Message>
    </div>
  );
}

function actionOf(
  standing: Standing,
  { rules, thisDevice, today, change }: RulesInHand,
  t: ReturnType<typeof useText>,
): { readonly actions?: ReactNode } {
  const { letter, installId } = thisDevice;
  switch (standing) {
    case 'taken-over':
      return {};
    case 'not-in-roster':
      if (rules.devices.length >= MOST_DEVICES) return {};
      return {
        actions: (
          <Button
            onPress={() => {
              void change((now) => withDeviceAdded(now, thisDevice));
            }}
          >
            {t('rules.notice.add', { letter })}
          </Button>
        ),
      };
    case 'rules-lost':
      return {
        actions: (
          <Button
            onPress={() => {
              void change((now) => ({ ...now, devices: [] }));
            }}
          >
            {t('rules.notice.only-one')}
          </Button>
        ),
      };
    case 'installed-anew':
    case 'retired':
      return {
        actions: (
          <Button
            onPress={() => {
              void change((now) => withTakenOver(now, letter, installId, today));
            }}
          >
            {t('rules.notice.take-over', { letter })}
          </Button>
        ),
      };
  }
}

/** The same in two words, in the head of the section. */
export function ShareMark({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const inHand = useRules(saving);
  const standing = inHand === null ? null : standingOf(inHand);
  if (standing === null) return null;
  return (
    <span className={c('mark', standing !== 'taken-over' && 'bad')}>
      <Icon name={standing === 'taken-over' ? 'info' : 'need'} size={16} />
      <span>{t(`rules.mark.${standing}`)}</span>
    </span>
  );
}
