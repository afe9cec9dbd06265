import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import type { Booking } from '../../../shared/model/booking.ts';
import type { ShortcutAction } from '../../../shared/model/shortcut.ts';
import { standingOf } from '../../desk/standing.ts';
import { useText } from '../../i18n/use-text.ts';
import { AfterPress } from '../../ui/after-press.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { hasSlip } from '../../desk/slip-facts.ts';
import { Message } from '../../ui/message.tsx';
import { Panel, PanelButtons, PanelFooterNote } from '../../ui/panel.tsx';
import { useActionKey, useControlEnter, useShortcutKeys } from '../../ui/use-keys.ts';
import { useView } from '../../ui/use-view.ts';
import { PrintNote, PrintSlip, useSlipPrinting, type Printing } from '../slip/printing.tsx';
import { WhatIsBooked } from './foot-note.tsx';
import { BookingResult, useUndo } from './booking-result.tsx';
import styles from './booking.module.css';
import { KeptOffers } from './kept-offers.tsx';
import { PatientFields, ServiceChoice } from './patient-fields.tsx';
import { BasisMessage, RefusalMessage } from './refusal-message.tsx';
import { useBooking } from './use-booking.ts';
import { useArrowDown, useEnterOnce } from './form-keys.ts';
import type { BookingForm } from './use-booking-form.ts';

const c = classNames(styles);

/** The words that differ between a booking and a walk-in. */
export interface EntryWords {
  readonly title: string;
  readonly submit: string;
  readonly busy: string;
  readonly another: string;
  /** Whose key starts another one. */
  readonly action: ShortcutAction;
}

interface EntryProps {
  readonly form: BookingForm;
  readonly words: EntryWords;
  readonly footNote: ReactNode;
  /** Below the service: the window and what else can be chosen. */
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly onAnother: () => void;
}

/** A panel that takes a booking: the fields, what stands in the way, then what became of it. Enter and Ctrl+Enter book. */
export function EntryPanel(props: EntryProps) {
  const { form, words, onClose } = props;
  return form.booked === null ? (
    <EntryForm {...props} />
  ) : (
    <EntryResult booking={form.booked} words={words} onClose={onClose} onAnother={props.onAnother} />
  );
}

function EntryForm({ form, words, footNote, children, onClose }: EntryProps) {
  const t = useText();
  const element = useRef<HTMLFormElement>(null);
  const [asksOtherPhone, setAsksOtherPhone] = useState(false);
  useFocusOnStop(element, form.stops);
  useSeen(element, form.refusal?.code ?? null);
  useControlEnter(form.submit);
  useEnterOnce();
  const focus = (...selectors: readonly string[]): void => {
    const [found] = selectors.flatMap((selector) => element.current?.querySelector<HTMLElement>(selector) ?? []);
    found?.focus();
    if (found instanceof HTMLInputElement && found.type === 'tel') found.select();
  };
  const toServices = (): void => {
    focus('[data-services] input:checked', '[data-services] input');
  };
  useArrowDown(() => {
    const [first] = form.known;
    if (!form.asksWhich || first === undefined) {
      toServices();
      return;
    }
    form.chooseKnown(first);
    focus('[data-known] input');
  });
  // Where there is no window nothing is booked, and nothing is said of what would be.
  const settled = form.refusal === null && !form.hasNoWindow;
  const footWords = form.refusal !== null ? t('booking.foot.choose') : settled ? footNote : null;
  return (
    <form
      className={c('form')}
      noValidate
      ref={element}
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <Panel
        title={words.title}
        onClose={onClose}
        footer={
          <>
            {settled ? <WhatIsBooked form={form} /> : null}
            <PanelFooterNote>{footWords}</PanelFooterNote>
            <PanelButtons>
              <Button
                onPress={() => {
                  form.kept.discard();
                  onClose();
                }}
              >
                {t('booking.cancel')}
              </Button>
              <Button
                type="submit"
                tone="primary"
                keyCap="Ctrl ↵"
                shortcut="Control+Enter"
                disabled={form.refusal !== null || form.hasNoWindow}
                busy={form.busy ? words.busy : undefined}
              >
                {words.submit}
              </Button>
            </PanelButtons>
          </>
        }
      >
        <div className={c('stack')}>
          {form.notSaved === null ? null : (
            <Message tone="bad" role="alert" heading={t('booking.not-saved.title')}>
              {t(`booking.not-saved.${form.notSaved}`, { button: words.submit })}
            </Message>
          )}
          <PatientFields form={form} asksOtherPhone={asksOtherPhone} />
          <KeptOffers
            kept={form.kept}
            onPressed={() => {
              focus('input[type="tel"]');
            }}
          />
          {form.refusal === null ? null : (
            <RefusalMessage
              form={form}
              refusal={form.refusal}
              onClose={onClose}
              onOtherPhone={() => {
                setAsksOtherPhone(true);
                focus('input[type="tel"]');
              }}
              onOtherService={toServices}
            />
          )}
          <BasisMessage form={form} />
          <div data-services="">
            <ServiceChoice form={form} />
          </div>
          {children}
        </div>
      </Panel>
    </form>
  );
}

/** What stands in the way comes into sight with its ways out, also where it came while somebody typed. */
function useSeen(element: { readonly current: HTMLFormElement | null }, refused: string | null): void {
  useEffect(() => {
    if (refused !== null) element.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  }, [element, refused]);
}

/** After a try that went no further the first faulty field takes the focus, else the way out of what stands in the way. */
function useFocusOnStop(element: { readonly current: HTMLFormElement | null }, stops: number): void {
  useEffect(() => {
    if (stops === 0) return;
    const place =
      element.current?.querySelector<HTMLElement>('input[aria-invalid="true"], [aria-invalid="true"] input') ??
      element.current?.querySelector<HTMLElement>('[role="alert"] button');
    place?.focus();
    element.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  }, [element, stops]);
}

/**
 * Whoever presses Book twice still sees the token: the second press hits nothing, and nothing here has the focus that Enter would press.
 */
function EntryResult({
  booking: made,
  words,
  onClose,
  onAnother,
}: Pick<EntryProps, 'words' | 'onClose' | 'onAnother'> & { readonly booking: Booking }) {
  const t = useText();
  const { settings } = useView(useDesk().views.settings);
  const { hintOf } = useShortcutKeys();
  const booking = useBooking(made);
  const undo = useUndo(booking.bookingId);
  const printing = useSlipPrinting(booking.bookingId, 'none');
  const canPrint = hasSlip(booking);
  const byItself = booking.kind === 'walk-in' ? settings.printAfterWalkIn : settings.printAfterBooking;
  usePrintOnce(printing, byItself && canPrint);
  useActionKey(words.action, onAnother);
  useActionKey('print-slip', printing.start, canPrint && !printing.busy);
  // One teal button: what is left to do. Where something has to be decided first, that has it.
  const toPrint = canPrint && printing.result === null;
  return (
    <AfterPress>
      <Panel
        bodyFocus
        title={words.title}
        onClose={onClose}
        footer={
          <>
            {canPrint ? (
              <PrintSlip printing={printing} tone={toPrint ? 'primary' : 'default'} hint={hintOf('print-slip')} />
            ) : null}
            <Button
              tone={toPrint || standingOf(booking) === 'needs-you' ? 'default' : 'primary'}
              onPress={onAnother}
              {...hintOf(words.action)}
            >
              {words.another}
            </Button>
            <Button onPress={onClose}>{t('common.close')}</Button>
            <span className={c('spring')} />
          </>
        }
      >
        <BookingResult
          booking={booking}
          undo={
            <>
              {booking.life.state === 'QUEUED' ? (
                <Button icon="undo" onPress={undo.undo} busy={undo.busy ? t('booking.result.undo.busy') : undefined}>
                  {t('booking.result.undo')}
                </Button>
              ) : null}
              {undo.note}
              <PrintNote printing={printing} />
            </>
          }
        />
      </Panel>
    </AfterPress>
  );
}

/** Prints by itself what was just booked, where the settings want it. */
function usePrintOnce(printing: Printing, wanted: boolean): void {
  const asked = useRef(false);
  const start = useEffectEvent(printing.start);
  useEffect(() => {
    if (!wanted || asked.current) return;
    asked.current = true;
    start();
  }, [wanted]);
}
