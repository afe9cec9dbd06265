import { holdsUp } from '../../../shared/sync/condition.ts';
import type { SlotChoice } from '../../desk/contract.ts';
import { choiceLimit } from '../../desk/draft-check.ts';
import { useText } from '../../i18n/use-text.ts';
import { addDays, deskRange } from '../../i18n/wall-clock.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Button, TextButton } from '../../ui/button.tsx';
import { ChoiceList } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { PlacesLeft } from '../../ui/places.tsx';
import { Tag } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './booking.module.css';
import type { Entered } from './entered.ts';
import type { BookingForm } from './use-booking-form.ts';
import { useSlotWords } from './use-slot-words.ts';

const c = classNames(styles);

function keyOf(slot: Pick<SlotChoice, 'calendarId' | 'date'>): string {
  return `${slot.calendarId} ${slot.date}`;
}

/** As people read a list: by date and time, whichever is the nearest. */
function inTimeOrder(choices: readonly SlotChoice[]): readonly SlotChoice[] {
  return [...choices].sort((a, b) => a.bookAt - b.bookAt);
}

/** The nearest windows with a place for the service, by date and time, and the ways to later days. */
export function WindowChoice({
  form,
  waitsApart = false,
}: {
  readonly form: BookingForm;
  /** The waiting list of a full window is offered elsewhere in the panel. */
  readonly waitsApart?: boolean;
}) {
  const t = useText();
  const words = useSlotWords();
  const { check } = form;
  const { services } = useView(useDesk().views.clinic);
  if (services.length === 0) return null;
  if (form.entered.serviceId === '') {
    return (
      <div>
        <p>
          <b>{t('booking.window')}</b>
        </p>
        <p className={c('quiet')}>{t('booking.window.choose-service')}</p>
      </div>
    );
  }
  const chosen = check.chosen;
  const listed = chosen !== null && check.choices.some((choice) => keyOf(choice) === keyOf(chosen));
  return (
    <div className={c('windows')}>
      {check.choices.length === 0 ? (
        <>
          <p>
            <b>{t('booking.window')}</b>
          </p>
          <NoWindow form={form} />
        </>
      ) : (
        <ChoiceList
          label={t('booking.window')}
          labelNote={<LabelNote form={form} />}
          choices={inTimeOrder(check.choices).map((choice) => ({
            value: keyOf(choice),
            label: (
              <>
                <b className={c('slot')}>{words.slot(choice)}</b>
                {choice.isNow ? (
                  <>
                    {' '}
                    <Tag>{t('booking.window.now')}</Tag>
                  </>
                ) : null}
              </>
            ),
            note: choice.batch,
            trailing: <Places choice={choice} />,
          }))}
          value={listed ? keyOf(chosen) : null}
          onChange={(value) => {
            const choice = check.choices.find((candidate) => keyOf(candidate) === value);
            if (choice !== undefined) form.chooseSlot({ calendarId: choice.calendarId, bookAt: choice.bookAt });
          }}
        />
      )}
      <StillFetching form={form} />
      <BeyondRights form={form} />
      {waitsApart || check.choices.length === 0 ? null : <WaitForNow form={form} />}
      <OtherDays form={form} />
    </div>
  );
}

/** Windows of later days may come while the form is open: few of them, or none, are not all that there are. */
function StillFetching({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const { fetching, condition } = useView(useDesk().views.sync);
  if (fetching === null || holdsUp(condition, 'reading') || form.check.choices.length >= choiceLimit) return null;
  return <p className={c('quiet')}>{t('booking.window.fetching', { days: fetching.days, of: fetching.of })}</p>;
}

/** Why there is no window to book in: none has a place, or what places there are was not read yet. */
export function NoWindow({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const service = useServiceName(form.entered.serviceId);
  const words =
    form.check.refusal?.code === 'PLACES_UNKNOWN'
      ? t('booking.refused.body.PLACES_UNKNOWN')
      : t('booking.window.none', { service });
  useAnnounced(words);
  return (
    <div className={c('none')}>
      <p>{words}</p>
      <p>
        <Button
          onPress={() => {
            form.wait(null);
          }}
        >
          {t('booking.wait')}
        </Button>
      </p>
    </div>
  );
}

function Places({ choice }: { readonly choice: SlotChoice }) {
  const t = useText();
  return (
    <>
      <PlacesLeft places={choice} />
      {choice.yoursOffline < choice.placesLeft ? (
        <span className={c('yours')}>· {t('booking.yours', { count: choice.yoursOffline })}</span>
      ) : null}
    </>
  );
}

/** A nearer window that has a place which is not this desk's to give; choosing it shows what can be done all the same. */
function BeyondRights({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const words = useSlotWords();
  const { beyondRights, chosen, choices } = form.check;
  if (beyondRights === null || choices.length === 0) return null;
  const { choice, lacking } = beyondRights;
  if (choice.bookAt > (choices[0]?.bookAt ?? 0) || (chosen !== null && keyOf(chosen) === keyOf(choice))) return null;
  return (
    <p className={c('quiet')}>
      <TextButton
        onPress={() => {
          form.chooseSlot({ calendarId: choice.calendarId, bookAt: choice.bookAt });
        }}
      >
        {t(`booking.rights.${lacking}`, { window: words.slot(choice) })}
      </TextButton>
    </p>
  );
}

/** "nearest 5", and that the window of this hour is full for the service where it is. */
function LabelNote({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const full = useFullNow(form.entered.serviceId);
  const service = useServiceName(form.entered.serviceId);
  const nearest = t('booking.window.nearest', { count: form.check.choices.length });
  return full === null ? nearest : `${nearest}. ${t('booking.window.now-full', { time: full.time, service })}`;
}

/** The window of this hour where it is full for the service: when it is, and how to ask for it. Null where it is not, or not known. */
function useFullNow(serviceId: string): { readonly time: string; readonly slot: NonNullable<Entered['slot']> } | null {
  const { views } = useDesk();
  const board = useView(views.board);
  const { now } = useView(views.clock);
  const current = board.isToday ? board.windows.find((window) => window.phase === 'now') : undefined;
  const counted = current?.services.find((candidate) => candidate.serviceId === serviceId);
  if (current === undefined || counted === undefined || counted.placesLeft > 0) return null;
  const { calendarId, startTime, endTime } = current;
  return { time: deskRange(startTime, endTime), slot: { calendarId, bookAt: now } };
}

/** Where the window of this hour is full: its waiting list, for whoever does not want a later one. */
export function WaitForNow({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const full = useFullNow(form.entered.serviceId);
  if (full === null || form.refusal !== null) return null;
  return (
    <p>
      <Button
        onPress={() => {
          form.wait(full.slot);
        }}
      >
        {t('booking.wait.now', { time: full.time })}
      </Button>
    </p>
  );
}

function OtherDays({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const desk = useDesk();
  const board = useView(desk.views.board);
  const last = inTimeOrder(form.check.choices).at(-1)?.date ?? board.date;
  return (
    <p className={c('otherDays')}>
      <TextButton
        onPress={() => {
          form.chooseSlot(null);
          desk.intents.showDate(addDays(last, 1));
        }}
      >
        {t('booking.window.later')}
      </TextButton>
      {board.isToday ? null : (
        <TextButton
          onPress={() => {
            form.chooseSlot(null);
            desk.intents.showDate(null);
          }}
        >
          {t('booking.window.today')}
        </TextButton>
      )}
    </p>
  );
}

export function useServiceName(serviceId: string): string {
  const { services } = useView(useDesk().views.clinic);
  return services.find((service) => service.serviceId === serviceId)?.name ?? '';
}
