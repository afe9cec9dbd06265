import { useState } from 'react';
import type { AppointmentView, WindowTrouble, WindowView } from '../../desk/contract.ts';
import { needsDecision } from '../../desk/stranded.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { deskRange, deskTime } from '../../i18n/wall-clock.ts';
import { Button, ButtonLink, TextButton } from '../../ui/button.tsx';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PhoneNumber } from '../../ui/phone.tsx';
import { PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { ChangeButtons } from '../change/change-buttons.tsx';
import { UndoOffer } from '../change/undo-offer.tsx';
import { WhatHappened } from '../history/what-happened.tsx';
import { conflictRoute } from '../shell/conflict-route.ts';
import type { VisitPanelProps } from '../shell/surfaces.ts';
import { PrintNote, PrintSlip, useSlipPrinting } from '../slip/printing.tsx';
import { VisitStrip } from './visit-strip.tsx';
import { canPrint, visitWords } from './visit-words.ts';
import styles from './visit-panel.module.css';

const c = classNames(styles);

/** Everything the desk knows of one appointment of the board, and what can be done with it. */
export function VisitPanel({ appointmentId, onClose, onChange }: VisitPanelProps) {
  const t = useText();
  const { appointments, windows, date, isToday, loading } = useView(useDesk().views.board);
  const row = appointments.find((candidate) => candidate.id === appointmentId);
  if (row === undefined) {
    return (
      <Panel title={t('board.appointments')} onClose={onClose} dismissable>
        <p role="status">{t(loading ? 'board.loading' : 'board.visit.gone')}</p>
      </Panel>
    );
  }
  const window = windows.find((candidate) => candidate.calendarId === row.calendarId) ?? null;
  return <VisitOf row={row} window={window} date={date} isToday={isToday} onClose={onClose} onChange={onChange} />;
}

interface VisitOfProps extends Omit<VisitPanelProps, 'appointmentId'> {
  readonly row: AppointmentView;
  readonly window: WindowView | null;
  readonly date: string;
  readonly isToday: boolean;
}

function VisitOf({ row, window, date, isToday, onClose, onChange }: VisitOfProps) {
  const t = useText();
  // The slip of the first time may be about: what is printed here says so.
  const printing = useSlipPrinting(row.id, 'perhaps');
  const words = visitWords(row);
  const waits = row.mark === 'waiting-list';
  return (
    <Panel
      title={<PersonName name={row.patientName} />}
      onClose={onClose}
      dismissable
      footer={
        <>
          <ChangeButtons appointmentId={row.id} onChange={onChange} />
          {canPrint(row) ? <PrintSlip printing={printing} /> : null}
          {waits ? (
            <ButtonLink href={`#${conflictRoute(row.bookingId ?? row.id)}`} tone="primary">
              {t('conflicts.waiting.title')}
            </ButtonLink>
          ) : null}
          {needsDecision(row) ? (
            <ButtonLink href={`#${conflictRoute(row.bookingId ?? row.id)}`} tone="primary">
              {t('board.row.decide')}
            </ButtonLink>
          ) : null}
          <Button onPress={onClose}>{t('common.close')}</Button>
        </>
      }
    >
      <div className={c('stack')}>
        <Message tone={words.tone} icon={words.icon} heading={t(words.heading)} role="status">
          {words.body === null ? undefined : t(words.body)}
        </Message>
        {row.windowTrouble === null || window === null ? null : (
          <WindowTroubleMessage trouble={row.windowTrouble} told={row.time} window={window} />
        )}
        <UndoOffer
          appointmentId={row.id}
          onMove={() => {
            onChange('move');
          }}
        />
        <PrintNote printing={printing} />
        {waits ? null : <VisitStrip row={row} isToday={isToday} quiet={needsDecision(row) || row.visit === 'left'} />}
        <Facts row={row} window={window} date={date} />
        {row.bookingId === null ? null : <WhatHappened bookingId={row.bookingId} revision={revisionOf(row)} />}
      </div>
    </Panel>
  );
}

/** Another one with each change that has a line of its own. */
function revisionOf({ mark, token, visit, visitSince }: AppointmentView): string {
  return `${mark} ${token ?? ''} ${visit} ${String(visitSince)}`;
}

interface WindowTroubleProps {
  readonly trouble: WindowTrouble;
  /** HH:mm. */
  readonly told: string | null;
  readonly window: WindowView;
}

/** What was promised can't be kept as it was told, and what to do about it. */
function WindowTroubleMessage({ trouble, told, window }: WindowTroubleProps) {
  const t = useText();
  const range = deskRange(window.startTime, window.endTime);
  return (
    <Message tone="warn" heading={t(`board.visit.${trouble}`)}>
      {t(`board.visit.${trouble}.body`, { told: told === null ? '' : deskTime(told), range })}
    </Message>
  );
}

function Facts({ row, window, date }: Pick<VisitOfProps, 'row' | 'window' | 'date'>) {
  const t = useText();
  const serviceWords = useServiceWords();
  const when = useWhen();
  const windowWords =
    window === null
      ? ''
      : `${t(`common.session.${window.session}`)} · ${window.batch} · ${deskRange(window.startTime, window.endTime)}`;
  const time = row.time === null ? [] : [{ key: t('board.visit.time'), value: deskTime(row.time) }];
  const came = row.arrivedTime === null ? [] : [{ key: t('board.visit.came'), value: deskTime(row.arrivedTime) }];
  return (
    <KeyValue
      rows={[
        { key: t('board.visit.token'), value: <b className={c('token')}>{row.token ?? t('board.row.no-token')}</b> },
        ...(row.formerTokens.length === 0
          ? []
          : [{ key: t('board.visit.void-token'), value: row.formerTokens.join(', ') }]),
        { key: t('board.visit.phone'), value: <Phone phone={row.phone} /> },
        { key: t('board.visit.service'), value: serviceWords(row.serviceName) },
        { key: t('board.visit.doctor'), value: row.doctor ?? t('board.visit.any-doctor') },
        { key: t('shell.date'), value: when.fullDay(date) },
        ...(window === null ? [] : [{ key: t('board.visit.window'), value: windowWords }]),
        ...(row.walkIn || row.mark === 'waiting-list' ? [] : time),
        ...came,
      ]}
    />
  );
}

/** Hidden until asked for, where the settings hide numbers. */
function Phone({ phone }: { readonly phone: string }) {
  const t = useText();
  const { hidePhones } = useView(useDesk().views.settings).settings;
  const [shown, setShown] = useState(false);
  return (
    <span className={c('phone')}>
      <PhoneNumber phone={phone} shown={shown} />
      {hidePhones ? (
        <TextButton
          onPress={() => {
            setShown(!shown);
          }}
        >
          {t(shown ? 'board.visit.hide-phone' : 'board.visit.show-phone')}
        </TextButton>
      ) : null}
    </span>
  );
}
