import type { Booking, CallRecord } from '../../../shared/model/booking.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Hidden, Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './conflicts.module.css';
import { ShowNumber, type ShownPhone } from './shown-phone.tsx';
import type { Settling } from './use-settle.ts';

const c = classNames(styles);

interface CallButtonsProps {
  readonly bookingId: string;
  readonly patientName: string;
  readonly settling: Settling;
  readonly small?: boolean;
}

/** What came of a call, in one press (SPEC CALL-1). */
export function CallButtons({ bookingId, patientName, settling, small = false }: CallButtonsProps) {
  const t = useText();
  return (
    <span className={c('callButtons')}>
      {(['told', 'no-answer'] as const).map((outcome) => (
        <Button
          key={outcome}
          small={small}
          disabled={settling.busy}
          onPress={() => {
            settling.called(bookingId, outcome);
          }}
        >
          {t(`conflicts.call.${outcome}`)}
          <Hidden> {patientName}</Hidden>
        </Button>
      ))}
    </span>
  );
}

/** `Rang 2:05 · no answer`; nothing where nobody rang. */
export function LastCall({ call }: { readonly call: CallRecord | null }) {
  const t = useText();
  const when = useWhen();
  const { today } = useView(useDesk().views.clock);
  if (call === null) return null;
  return <Note>{t(`conflicts.called.${call.outcome}`, { time: when.moment(Date.parse(call.at), today) })}</Note>;
}

/** The number to call, the last call, and what came of the next one. */
export function CallBox({
  booking,
  phone,
  settling,
}: {
  readonly booking: Booking;
  readonly phone: ShownPhone;
  readonly settling: Settling;
}) {
  const t = useText();
  const { patient, bookingId, call } = booking;
  return (
    <section className={c('box', 'call')} aria-label={t('conflicts.call')}>
      <h3 className={c('boxTitle')}>{t('conflicts.call')}</h3>
      <p className={c('number')}>
        <b>{phone.show(patient.phone)}</b>
        <ShowNumber phone={phone} />
      </p>
      <LastCall call={call} />
      <CallButtons small bookingId={bookingId} patientName={patient.name} settling={settling} />
    </section>
  );
}
