import { useState } from 'react';
import type { AuditEntry } from '../../../shared/model/booking.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Note } from '../../ui/text.tsx';
import { useKeptBooking } from '../../ui/use-kept-booking.ts';
import { useView } from '../../ui/use-view.ts';
import { auditWords } from './audit-words.ts';
import styles from './history.module.css';

const c = classNames(styles);

interface WhatHappenedProps {
  readonly bookingId: string;
  /** Another one with each change of the booking, so that the lines are read anew. */
  readonly revision: string;
}

/** What happened to a booking, line by line, folded until somebody asks. Times are in the clinic's zone. */
export function WhatHappened({ bookingId, revision }: WhatHappenedProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <details
      className={c('history')}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{t('history.title')}</summary>
      {open ? <Lines bookingId={bookingId} revision={revision} /> : null}
    </details>
  );
}

function Lines({ bookingId, revision }: WhatHappenedProps) {
  const t = useText();
  const booking = useKeptBooking(bookingId, revision);
  if (booking === undefined) return null;
  const audit = booking?.audit ?? [];
  if (audit.length === 0) return <p>{t('history.none')}</p>;
  return (
    <ol>
      {audit.map((line, index) => (
        <Line key={`${line.at} ${String(index)}`} line={line} />
      ))}
    </ol>
  );
}

function Line({ line }: { readonly line: AuditEntry }) {
  const t = useText();
  const when = useWhen();
  const { today } = useView(useDesk().views.clock);
  const words = auditWords(line);
  const reason = words?.reason ?? null;
  const what = words === null ? line.what : t(words.id);
  return (
    <li>
      <Note>{when.moment(Date.parse(line.at), today)}</Note>
      <span>{reason === null ? what : t('history.because', { what, why: t(reason) })}</span>
      <Note>{t(`history.by.${line.by}`)}</Note>
    </li>
  );
}
