import type { ReactNode } from 'react';
import type { ChangesView, Permission } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { ChangeKind } from '../shell/change-route.ts';
import { conflictRoute } from '../shell/conflict-route.ts';
import { newBookingRoute } from '../shell/use-panel.ts';
import styles from './change.module.css';
import { Stands } from './stands.tsx';
import { UndoOffer } from './undo-offer.tsx';
import type { Subject } from './use-changes.ts';

const c = classNames(styles);

export type Forbidden = Exclude<Permission, { readonly kind: 'allowed' }>;

interface NotPossibleProps {
  readonly change: ChangeKind;
  readonly why: Forbidden;
  readonly changes: ChangesView;
  readonly subject: Subject;
  readonly onClose: () => void;
  readonly onVisit: () => void;
  readonly onMove: () => void;
}

/** Why it can't be moved or cancelled, said before anything is chosen, and the ways out; the safest is the primary one. */
export function NotPossible({ change, why, changes, subject, ...ways }: NotPossibleProps) {
  const t = useText();
  const { heading, body } = useForbiddenWords(change, why, canMoveInstead(change, changes));
  return (
    <Panel
      title={t(`change.${change}`)}
      onClose={ways.onClose}
      dismissable
      footer={<Button onPress={ways.onClose}>{t('common.close')}</Button>}
    >
      <div className={c('stack')}>
        <Message
          tone="warn"
          role="alert"
          heading={heading}
          actions={<WaysOut change={change} why={why} changes={changes} {...ways} />}
        >
          {body}
        </Message>
        <UndoOffer appointmentId={subject.row.id} onMove={ways.onMove} />
        <Stands subject={subject} />
      </div>
    </Panel>
  );
}

function canMoveInstead(change: ChangeKind, { move }: ChangesView): boolean {
  return change === 'cancel' && move.kind === 'allowed';
}

function useForbiddenWords(change: ChangeKind, why: Forbidden, mayMove: boolean): { heading: string; body: string } {
  const t = useText();
  const other = mayMove ? 'yes' : 'no';
  switch (why.kind) {
    case 'not-allowed':
      return { heading: t(`change.not.${change}`), body: t(`change.not.allowed.${change}`, { other }) };
    case 'too-late':
      return {
        heading: t(`change.not.late.${change}`),
        body: t(`change.not.late-body.${change}`, { hours: why.noticeHours, other }),
      };
    case 'over':
      return { heading: t(`change.not.late.${change}`), body: t('change.not.over') };
    case 'settle-first':
      return { heading: t('change.not.settle'), body: t('change.not.settle-body') };
    case 'unknown-window':
      return { heading: t(`change.not.${change}`), body: t('change.not.unknown') };
  }
}

function WaysOut({
  change,
  why,
  changes,
  ...ways
}: Pick<NotPossibleProps, 'change' | 'why' | 'changes' | 'onVisit' | 'onMove'>): ReactNode {
  const t = useText();
  const { intents } = useDesk();
  const back = (
    <Button key="back" onPress={ways.onVisit}>
      {t('change.back')}
    </Button>
  );
  switch (why.kind) {
    case 'settle-first':
      return [
        <ButtonLink key="decide" href={`#${conflictRoute(why.bookingId)}`} tone="primary">
          {t('board.row.decide')}
        </ButtonLink>,
        back,
      ];
    case 'over':
      return [
        back,
        <ButtonLink key="book" href={`#${newBookingRoute}`}>
          {t('booking.title')}
        </ButtonLink>,
      ];
    case 'unknown-window':
      return [
        <Button
          key="sync"
          tone="primary"
          onPress={() => {
            intents.syncNow();
          }}
        >
          {t('sync.button')}
        </Button>,
        back,
      ];
    case 'not-allowed':
    case 'too-late':
      return canMoveInstead(change, changes)
        ? [
            <Button key="move" tone="primary" onPress={ways.onMove}>
              {t('change.move')}
            </Button>,
            back,
          ]
        : back;
  }
}
