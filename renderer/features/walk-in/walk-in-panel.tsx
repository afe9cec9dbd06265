import { useState, type ReactNode } from 'react';
import type { SlotChoice } from '../../desk/contract.ts';
import { useRichText, useText } from '../../i18n/use-text.ts';
import { deskRange } from '../../i18n/wall-clock.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CapacityBar, PlacesLeft } from '../../ui/places.tsx';
import { useDesk } from '../../ui/desk-context.tsx';
import { Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { DoctorField } from '../booking/doctor-and-note.tsx';
import { EntryPanel } from '../booking/entry-panel.tsx';
import { FootNote } from '../booking/foot-note.tsx';
import { useHeldWords } from '../booking/form-words.ts';
import { useBookingForm, type BookingForm } from '../booking/use-booking-form.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { NoWindow, useServiceName, WaitForNow, WindowChoice } from '../booking/window-choice.tsx';
import type { PanelProps } from '../shell/surfaces.ts';
import styles from './walk-in.module.css';

const c = classNames(styles);

/** Walk-in: somebody stands at the desk. Two fields, a service, Enter. */
export function WalkInPanel({ onClose }: PanelProps) {
  const [round, setRound] = useState(0);
  return (
    <OneWalkIn
      key={round}
      onClose={onClose}
      onAnother={() => {
        setRound((count) => count + 1);
      }}
    />
  );
}

function OneWalkIn({ onClose, onAnother }: PanelProps & { readonly onAnother: () => void }) {
  const t = useText();
  const [choosing, setChoosing] = useState(false);
  const form = useBookingForm(true);
  return (
    <EntryPanel
      form={form}
      words={{
        title: t('walk-in.title'),
        submit: t('walk-in.add'),
        busy: t('walk-in.busy'),
        another: t('walk-in.another'),
        action: 'walk-in',
      }}
      footNote={<WalkInFootNote chosen={form.check.chosen} />}
      onClose={onClose}
      onAnother={onAnother}
    >
      <Landing form={form} />
      <OwnPlace form={form} />
      {form.check.chosen === null || form.check.chosen.isNow ? null : <WaitForNow form={form} />}
      {choosing ? (
        <>
          <WindowChoice form={form} waitsApart />
          <DoctorField form={form} />
        </>
      ) : null}
      {form.entered.serviceId === '' ? null : (
        <p>
          <TextButton
            expanded={choosing}
            onPress={() => {
              if (choosing) form.chooseSlot(null);
              setChoosing(!choosing);
            }}
          >
            {t(choosing ? 'walk-in.choose.less' : 'walk-in.choose')}
          </TextButton>
        </p>
      )}
    </EntryPanel>
  );
}

/** While nothing is sent the walk-in uses one of this desk's own places; where it holds them all there is nothing to count out. */
function WalkInFootNote({ chosen }: { readonly chosen: SlotChoice | null }) {
  const rich = useRichText();
  const why = useHeldWords();
  const counts = chosen !== null && chosen.yoursOffline > 0 && chosen.yoursOffline < chosen.placesLeft;
  if (why === null || chosen === null || !counts) {
    return <FootNote />;
  }
  return rich('walk-in.foot.own', {
    b: (chunks: ReactNode[]) => <b>{chunks}</b>,
    count: chosen.yoursOffline,
    why,
  });
}

/** Where the window of this minute is full: one of the places that the clinic keeps for itself. */
function OwnPlace({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const words = useSlotWords();
  const { ownPlace, chosen } = form.check;
  if (ownPlace === null || form.entered.basis === 'own-place' || form.refusal !== null || chosen?.isNow === true)
    return null;
  const { choice, left } = ownPlace;
  return (
    <p>
      <Button
        onPress={() => {
          form.chooseSlot({ calendarId: choice.calendarId, bookAt: choice.bookAt }, 'own-place');
        }}
      >
        {t('walk-in.own-place', { window: words.inside(choice), left })}
      </Button>
    </p>
  );
}

/** The window the walk-in lands in, and the token it gets there. */
function Landing({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const words = useSlotWords();
  const service = useServiceName(form.entered.serviceId);
  const { chosen, nextToken } = form.check;
  const { services } = useView(useDesk().views.clinic);
  // Why there is none to choose is said in place of the services.
  if (services.length === 0) return null;
  if (form.entered.serviceId === '') return <p className={c('quiet')}>{t('walk-in.choose-service')}</p>;
  if (chosen === null) return <NoWindow form={form} />;
  return (
    <section className={c('landing')} aria-labelledby="walk-in-landing">
      <div className={c('line')}>
        <h2 id="walk-in-landing">
          {chosen.isNow
            ? t('walk-in.now', { time: deskRange(chosen.startTime, chosen.endTime) })
            : t('walk-in.next', { window: words.inside(chosen) })}
        </h2>
        <Note>
          {t(`common.session.${chosen.session}`)} · {chosen.batch}
        </Note>
        <span className={c('count')}>
          <Note>{t('common.places.count', { taken: chosen.filled, capacity: chosen.capacity })}</Note>
        </span>
      </div>
      <CapacityBar places={chosen} showYours />
      <PlacesLeft places={chosen} showYours />
      {chosen.isNow || form.entered.slot !== null ? null : (
        <p className={c('notNow')}>{t('walk-in.not-now', { service })}</p>
      )}
      <KeyValue
        rows={[
          ...(nextToken === null ? [] : [{ key: t('walk-in.token'), value: <b>{nextToken}</b> }]),
          { key: t('walk-in.visit'), value: t('walk-in.visit.arrived') },
        ]}
      />
    </section>
  );
}
