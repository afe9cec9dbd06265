import type { Basis } from '../../../shared/model/booking.ts';
import type { DraftRefusal, ExistingView, SlotChoice } from '../../desk/contract.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { addDays } from '../../i18n/wall-clock.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { CapacityBar } from '../../ui/places.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './booking.module.css';
import type { BookingForm } from './use-booking-form.ts';
import { useSlotWords, type SlotTimes } from './use-slot-words.ts';

const c = classNames(styles);

interface RefusalProps {
  readonly form: BookingForm;
  readonly refusal: DraftRefusal;
  /** Closes the panel: nothing is booked. */
  readonly onClose: () => void;
  readonly onOtherPhone: () => void;
  readonly onOtherService: () => void;
}

/** Why it can't be booked as it stands, and the ways on; the safest way is the primary one. */
export function RefusalMessage(props: RefusalProps) {
  const { refusal } = props;
  switch (refusal.code) {
    case 'DUPLICATE_BOOKING':
      return <Duplicate {...props} existing={refusal.existing} />;
    case 'NO_RIGHTS':
      return <NoRights {...props} refusal={refusal} />;
    default:
      return <NoPlace {...props} refusal={refusal} />;
  }
}

function Duplicate({ form, existing, ...ways }: Omit<RefusalProps, 'refusal'> & { readonly existing: ExistingView }) {
  const t = useText();
  const desk = useDesk();
  const words = useSlotWords();
  const serviceWords = useServiceWords();
  const sameName = existing.patientName.trim() === form.entered.name.trim();
  const values = {
    name: existing.patientName,
    service: serviceWords(existing.serviceName),
    when: words.day(existing.date),
  };
  const otherDay = (choices: readonly SlotChoice[]): boolean => {
    const choice = choices.find((candidate) => candidate.date !== existing.date);
    if (choice !== undefined) form.chooseSlot({ calendarId: choice.calendarId, bookAt: choice.bookAt });
    return choice !== undefined;
  };
  const keep = (
    <Button key="keep" tone={sameName ? 'primary' : 'default'} onPress={ways.onClose}>
      {t('booking.duplicate.keep')}
    </Button>
  );
  const wanted = [
    <Button key="phone" tone={sameName ? 'default' : 'primary'} onPress={ways.onOtherPhone}>
      {t('booking.duplicate.phone')}
    </Button>,
    <Button
      key="day"
      onPress={() => {
        // The nearest windows may all lie on the day that is taken: then the board goes on to the next one.
        if (!otherDay(form.check.choices)) desk.intents.showDate(addDays(existing.date, 1));
      }}
    >
      {t('booking.duplicate.day')}
    </Button>,
    <Button key="service" onPress={ways.onOtherService}>
      {t('booking.duplicate.service')}
    </Button>,
  ];
  return (
    <Message
      tone="warn"
      role="alert"
      heading={t(sameName ? 'booking.duplicate.title' : 'booking.duplicate.other', values)}
      // For the same patient it is booked already; of two children both are to come.
      actions={sameName ? [keep, ...wanted] : [...wanted, keep]}
    >
      {t(sameName ? 'booking.duplicate.body' : 'booking.duplicate.body-other', {
        name: existing.patientName,
        place: words.inside(existing),
      })}
    </Message>
  );
}

/** What stands in the way of a window for a service, as one line. `slot` null: none was chosen. */
export function useRefusalHeading(): (refusal: DraftRefusal, slot: SlotTimes | null, serviceId: string) => string {
  const t = useText();
  const words = useSlotWords();
  const serviceWords = useServiceWords();
  const { services } = useView(useDesk().views.clinic);
  return (refusal, slot, serviceId) => {
    const window = slot === null ? t('booking.refused.no-window') : words.slot(slot);
    switch (refusal.code) {
      case 'DUPLICATE_BOOKING': {
        const { serviceName, date } = refusal.existing;
        return t('booking.duplicate.other', { service: serviceWords(serviceName), when: words.day(date) });
      }
      case 'NO_RIGHTS':
        return t(`booking.rights.${refusal.lacking}`, { window });
      default: {
        const service = services.find((candidate) => candidate.serviceId === serviceId)?.name ?? '';
        return t(`booking.refused.${refusalWords(refusal.code)}`, { window, service });
      }
    }
  };
}

type Named = 'SLOT_FULL' | 'SLOT_INACTIVE' | 'PAST_APPOINTMENT' | 'OUTSIDE_AVAILABILITY' | 'PLACES_UNKNOWN';
const named: ReadonlySet<string> = new Set<Named>([
  'SLOT_FULL',
  'SLOT_INACTIVE',
  'PAST_APPOINTMENT',
  'OUTSIDE_AVAILABILITY',
  'PLACES_UNKNOWN',
]);

function NoPlace({
  form,
  refusal,
  onOtherService,
}: Omit<RefusalProps, 'refusal'> & {
  readonly refusal: Exclude<DraftRefusal, { code: 'DUPLICATE_BOOKING' | 'NO_RIGHTS' }>;
}) {
  const t = useText();
  const words = useSlotWords();
  const heading = useRefusalHeading();
  const { chosen } = form.check;
  const next = otherWindow(form, refusal.nextWindow);
  const code = refusalWords(refusal.code);
  return (
    <Message
      tone="warn"
      role="alert"
      heading={heading(refusal, chosen, form.entered.serviceId)}
      actions={
        <>
          {next === null ? null : (
            <Button
              tone="primary"
              onPress={() => {
                form.chooseSlot({ calendarId: next.calendarId, bookAt: next.bookAt });
              }}
            >
              {t('booking.refused.next', { window: words.inside(next) })}
            </Button>
          )}
          <Button onPress={onOtherService}>{t('booking.duplicate.service')}</Button>
          {refusal.code === 'SLOT_FULL' ? (
            <Button
              onPress={() => {
                form.wait(null);
              }}
            >
              {t('booking.wait')}
            </Button>
          ) : null}
        </>
      }
    >
      {t(`booking.refused.body.${code}`)}
    </Message>
  );
}

/** A place is left that is not this desk's to give: why, and everything that can be done for the patient. */
function NoRights({
  form,
  refusal,
  onOtherService,
}: Omit<RefusalProps, 'refusal'> & { readonly refusal: Extract<DraftRefusal, { code: 'NO_RIGHTS' }> }) {
  const t = useText();
  const words = useSlotWords();
  const heading = useRefusalHeading();
  const { chosen, mayRisk, ownPlace } = form.check;
  if (chosen === null) return null;
  const next = otherWindow(form, refusal.nextWindow);
  const take = (choice: SlotChoice, basis: Basis) => (): void => {
    form.chooseSlot({ calendarId: choice.calendarId, bookAt: choice.bookAt }, basis);
  };
  return (
    <Message
      tone="warn"
      role="alert"
      heading={heading(refusal, chosen, form.entered.serviceId)}
      actions={
        <>
          {next === null ? null : (
            <Button tone="primary" onPress={take(next, 'place')}>
              {t('booking.refused.next', { window: words.inside(next) })}
            </Button>
          )}
          <Button onPress={onOtherService}>{t('booking.duplicate.service')}</Button>
          <Button
            onPress={() => {
              form.wait(null);
            }}
          >
            {t('booking.wait')}
          </Button>
          {ownPlace === null ? null : (
            <Button onPress={take(ownPlace.choice, 'own-place')}>
              {t('booking.own-place', { left: ownPlace.left })}
            </Button>
          )}
          {mayRisk ? <Button onPress={take(chosen, 'at-risk')}>{t('booking.risk')}</Button> : null}
        </>
      }
    >
      <p>{t(`booking.rights.body.${refusal.lacking}`, { left: chosen.placesLeft })}</p>
      <div className={c('wayBar')}>
        <CapacityBar places={chosen} />
      </div>
      {mayRisk ? <p>{t('booking.risk.before')}</p> : null}
    </Message>
  );
}

/** What a choice beyond a published place by right means, while it stands. */
export function BasisMessage({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const words = useSlotWords();
  const { basis } = form.entered;
  const { chosen } = form.check;
  if (basis === 'place' || chosen === null || form.refusal !== null) return null;
  return (
    <Message
      tone="warn"
      role="status"
      heading={t(`booking.basis.${basis}`, { inside: words.inside(chosen) })}
      actions={
        <Button
          onPress={() => {
            form.chooseSlot(null);
          }}
        >
          {t('booking.basis.other')}
        </Button>
      }
    >
      {t(`booking.basis.body.${basis}`)}
    </Message>
  );
}

/** The window to go on with: the desk's proposal, unless it is the refused one itself. */
function otherWindow(form: BookingForm, proposed: SlotChoice | null): SlotChoice | null {
  const { chosen, choices } = form.check;
  const differs = (choice: SlotChoice): boolean =>
    !(chosen?.calendarId === choice.calendarId && chosen.date === choice.date);
  if (proposed !== null && differs(proposed)) return proposed;
  return choices.find(differs) ?? null;
}

type RefusalWords = MessageId extends infer Id
  ? Id extends `booking.refused.body.${infer Code}`
    ? Code
    : never
  : never;

function refusalWords(code: Exclude<DraftRefusal['code'], 'DUPLICATE_BOOKING' | 'NO_RIGHTS'>): RefusalWords {
  if (code === 'INVALID_APPOINTMENT_TYPE') return code;
  return isNamed(code) ? code : 'other';
}

function isNamed(code: string): code is Named {
  return named.has(code);
}
