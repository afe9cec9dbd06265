import { useEffect, useRef } from 'react';
import type { ConflictView, SettledView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { phoneInGroups } from '../../ui/phone-number.ts';
import { useView } from '../../ui/use-view.ts';
import { WhatHappened } from '../history/what-happened.tsx';
import { CallButtons, LastCall } from './call-note.tsx';
import styles from './conflicts.module.css';
import type { Settling } from './use-settle.ts';
import { useSettledWords } from './use-settled-words.ts';

const c = classNames(styles);

interface BetweenProps {
  /** The booking that was decided about or asked for; null: none was. */
  readonly bookingId: string | null;
  readonly next: ConflictView | null;
  readonly onOpen: (conflict: ConflictView) => void;
  readonly settling: Settling;
}

/** Between two conflicts: what was done, and who is next. Nobody is chosen by itself. */
export function Between({ bookingId, next, onOpen, settling }: BetweenProps) {
  const t = useText();
  const words = useSettledWords();
  const { settled, toTell, waiting } = useView(useDesk().views.conflicts);
  const heading = useRef<HTMLHeadingElement>(null);
  const entry = [...toTell, ...settled].find((candidate) => candidate.bookingId === bookingId);
  const again = next !== null && next.booking.bookingId === bookingId;
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <Card labelledBy="conflict-heading">
      <div className={c('nothing')}>
        <h2 id="conflict-heading" className={c('nothingTitle')} tabIndex={-1} ref={heading}>
          {(entry === undefined ? next === null : entry.progress === 'done') ? <Icon name="ok" size={20} /> : null}
          <span>
            {entry === undefined
              ? t(headingOf(bookingId, next, again, toTell.length + waiting.length > 0))
              : t('conflicts.settled', { name: entry.patientName, what: words(entry) })}
          </span>
        </h2>
        {entry === undefined ? null : <Consequences entry={entry} settling={settling} />}
        {next === null ? (
          <>
            <p>{t(restWords(bookingId, { toTell: toTell.length, waiting: waiting.length }))}</p>
            <ButtonLink href="#/">{t('conflicts.empty.board')}</ButtonLink>
          </>
        ) : (
          <Button
            tone="primary"
            onPress={() => {
              onOpen(next);
            }}
          >
            {t(again ? 'board.row.decide-for' : 'conflicts.next', { name: next.booking.patient.name })}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** What there still is to do in the list, where nobody is left to decide about. */
function restWords(bookingId: string | null, left: { readonly toTell: number; readonly waiting: number }) {
  if (left.toTell > 0) return 'conflicts.left.to-tell';
  if (left.waiting > 0) return 'conflicts.left.waiting';
  return bookingId === null ? 'conflicts.empty.body' : 'conflicts.empty';
}

function headingOf(bookingId: string | null, next: ConflictView | null, again: boolean, left: boolean) {
  if (bookingId === null) return next === null ? (left ? 'conflicts.no-decision' : 'conflicts.empty') : 'conflicts.new';
  return again ? 'conflicts.again' : 'conflicts.needs-nobody';
}

/** What the family has to be told of a choice, and the way back from it. */
function Consequences({ entry, settling }: { readonly entry: SettledView; readonly settling: Settling }) {
  const t = useText();
  const { bookingId, patientName, phone, token, voidToken } = entry;
  const slip = slipWords(entry);
  return (
    <>
      {slip === null ? null : <p>{t(slip, { token: token ?? '', voidToken: voidToken ?? '' })}</p>}
      {entry.by === 'rule' ? <p>{t('conflicts.by-rule.body')}</p> : null}
      {entry.toTell ? (
        <>
          <p className={c('toTell')}>
            <Icon name="few" size={16} />
            <span>{t('conflicts.to-tell', { name: patientName })}</span>
          </p>
          <p>{t('conflicts.settled.call', { phone: phoneInGroups(phone) })}</p>
          <CallButtons bookingId={bookingId} patientName={patientName} settling={settling} />
        </>
      ) : null}
      <LastCall call={entry.call} />
      {entry.canUndo ? (
        <Button
          icon="undo"
          disabled={settling.busy}
          onPress={() => {
            settling.undo(bookingId, patientName);
          }}
        >
          {t('conflicts.done.undo')}
        </Button>
      ) : null}
      <WhatHappened bookingId={bookingId} revision={`${String(entry.at)} ${entry.call?.at ?? ''} ${entry.progress}`} />
    </>
  );
}

function slipWords({ token, voidToken }: SettledView) {
  if (voidToken === null) return token === null ? null : 'conflicts.settled.token-stays';
  return token === null ? 'conflicts.settled.token-void' : 'conflicts.settled.token-new';
}
