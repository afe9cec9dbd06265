import type { ReactNode } from 'react';
import type { NotBooked, PublicPicture } from '../../shared/kiosk/messages.ts';
import type { MessageId } from '../i18n/catalogue.ts';
import { useRichText, useText } from '../i18n/use-text.ts';
import { Primary, Tile } from './controls.tsx';
import type { Question as QuestionName, Screen, SlipState } from './flow.ts';
import { Question } from './frame.tsx';
import { KioskIcon, ShapeIcon, type Shape } from './icons.tsx';
import { useKioskTimes } from './time-words.ts';

type Booked = Extract<Screen, { kind: 'booked' }>;
type CheckedIn = Extract<Screen, { kind: 'checked-in' }>['answer'];
type Called = Extract<Screen, { kind: 'called' }>['answer'];

interface HeadProps {
  readonly shape: Shape;
  readonly tone: 'ok' | 'kept' | 'no';
  readonly question: string;
  readonly note: string;
}

function Head({ shape, tone, question, note }: HeadProps) {
  return (
    <section className="read">
      <div className={`state state-${tone}`}>
        <ShapeIcon shape={shape} />
        <Question>{question}</Question>
      </div>
      <p className="sub">{note}</p>
    </section>
  );
}

/** Only the server's answer confirms (SPEC KIOSK-4). */
const bookedHeads = {
  kept: { shape: 'kept', tone: 'kept' },
  confirmed: { shape: 'yes', tone: 'ok' },
  practice: { shape: 'kept', tone: 'kept' },
  staff: { shape: 'care', tone: 'kept' },
} as const satisfies Record<Booked['booked']['state'], Pick<HeadProps, 'shape' | 'tone'>>;

interface BookedProps {
  readonly screen: Booked;
  readonly picture: PublicPicture;
  readonly service: string;
  /** They wait here now, and do not come another time. */
  readonly isHere: boolean;
  readonly secondsLeft: number;
  readonly onFinish: () => void;
}

export function BookedScreen({ screen, picture, service, isHere, secondsLeft, onFinish }: BookedProps) {
  const t = useText();
  const times = useKioskTimes();
  const { state, token, date, startTime, endTime, callsHere } = screen.booked;
  const isForStaff = state === 'staff' || (isHere && !callsHere);
  const steps = useNextSteps({ token, isHere, isForStaff, callsHere, withoutSlip: screen.slip === 'not-printed' });
  const note: MessageId =
    state === 'kept' && !picture.connected ? 'kiosk.done.kept.offline' : `kiosk.done.${state}.note`;
  return (
    <main className="main">
      <Head {...bookedHeads[state]} question={t(`kiosk.done.${state}`)} note={t(note)} />
      <section className="touch">
        <div className="done">
          <Ticket
            label={t('kiosk.done.token')}
            token={token}
            when={t('kiosk.when-at', { day: times.day(date, picture.today), time: times.span(startTime, endTime) })}
            what={service}
          />
          <div className="side">
            <Slip slip={screen.slip} />
            <NextSteps steps={steps} />
            <Closing secondsLeft={secondsLeft} onFinish={onFinish} />
          </div>
        </div>
      </section>
    </main>
  );
}

interface TicketProps {
  /** As `what`: empty where nothing is to be said. */
  readonly label: string;
  /** Null: they have none. */
  readonly token: string | null;
  readonly when: string;
  readonly what: string;
}

function Ticket({ label, token, when, what }: TicketProps) {
  return (
    <div className="ticket">
      {label === '' ? null : <p className="label">{label}</p>}
      {token === null ? null : <p className="token">{token}</p>}
      <p className="when">{when}</p>
      {what === '' ? null : <p className="what">{what}</p>}
    </div>
  );
}

function Slip({ slip }: { readonly slip: SlipState }) {
  const t = useText();
  const none = slip === 'not-printed';
  return (
    <p className={none ? 'slip is-out' : 'slip'} role="status">
      <KioskIcon name={none ? 'camera' : 'printer'} />
      <span>{t(none ? 'kiosk.slip.none' : `kiosk.slip.${slip}`)}</span>
    </p>
  );
}

/** More than three things nobody keeps in mind. */
const MOST_STEPS = 3;

interface NextOf {
  readonly token: string;
  readonly isHere: boolean;
  /** The front desk has to see them first. */
  readonly isForStaff: boolean;
  /** A desk calls who waits here. */
  readonly callsHere: boolean;
  readonly withoutSlip: boolean;
}

/** What they do next. Where nobody calls them, or HuskyVoice refused it, the front desk has to know of them first (SPEC KIOSK-7, KIOSK-4). */
function useNextSteps({ token, isHere, isForStaff, callsHere, withoutSlip }: NextOf): readonly ReactNode[] {
  const t = useText();
  const rich = useRichText();
  const shown = { token: <b className="nb">{token}</b> };
  if (isForStaff) return [t('kiosk.next.desk'), rich('kiosk.next.show', shown), t('kiosk.next.staff')];
  const watch = rich('kiosk.next.watch', shown);
  const later = isHere
    ? [t('kiosk.next.sit'), watch, t('kiosk.next.go')]
    : [t('kiosk.next.come'), t('kiosk.next.here'), callsHere ? watch : t('kiosk.next.then-desk')];
  return withoutSlip ? [t('kiosk.next.slip'), ...later] : later;
}

function NextSteps({ steps }: { readonly steps: readonly ReactNode[] }) {
  const t = useText();
  return (
    <div className="next">
      <h2>{t('kiosk.next')}</h2>
      <ol>
        {steps.slice(0, MOST_STEPS).map((step, index) => (
          <li key={index}>
            <span className="n">{index + 1}</span>
            <span>{step}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Closing({ secondsLeft, onFinish }: { readonly secondsLeft: number; readonly onFinish: () => void }) {
  const t = useText();
  return (
    <>
      <p className="closing">{t('kiosk.closing', { seconds: secondsLeft })}</p>
      <Primary icon="tick" onPress={onFinish}>
        {t('kiosk.finish')}
      </Primary>
    </>
  );
}

interface ArrivalProps<Answer> {
  readonly answer: Answer;
  readonly picture: PublicPicture;
  readonly secondsLeft: number;
  readonly onFinish: () => void;
}

/** They have arrived: from now on they wait, or the front desk has to know of them first (SPEC KIOSK-7). */
export function CheckedInScreen({ answer, ...rest }: ArrivalProps<CheckedIn>) {
  const t = useText();
  const { token, initials, before, callsHere } = answer;
  const steps = useNextSteps({
    token: token ?? '',
    isHere: true,
    isForStaff: !callsHere,
    callsHere,
    withoutSlip: false,
  });
  const known = { answer, steps: token === null ? [] : steps, ...rest };
  if (!callsHere) {
    return (
      <Arrival
        shape="care"
        tone="kept"
        question={t(token === null ? 'kiosk.to-desk' : 'kiosk.show-token')}
        note={t('kiosk.show-token.note')}
        label={t(token === null ? 'kiosk.arrived.say-name' : 'kiosk.done.token')}
        what={initials}
        {...known}
      />
    );
  }
  return (
    <Arrival
      shape="yes"
      tone="ok"
      question={t('kiosk.arrived')}
      note={initials === '' ? t('kiosk.arrived.thanks') : t('kiosk.arrived.note', { initials })}
      label={t(token === null ? 'kiosk.arrived.no-token' : 'kiosk.done.token')}
      what={token === null ? '' : t('kiosk.arrived.before', { count: before })}
      {...known}
    />
  );
}

/** They were called before they asked (SPEC CHECK-IN-7). */
export function CalledScreen({ answer, ...rest }: ArrivalProps<Called>) {
  const t = useText();
  const { token, initials, doctor } = answer;
  const goIn = doctor === null ? t('kiosk.turn.go') : t('kiosk.turn.go-to', { doctor });
  return (
    <Arrival
      shape="yes"
      tone="ok"
      question={t('kiosk.turn')}
      note={t('kiosk.turn.note')}
      label={token === null ? '' : t('kiosk.done.token')}
      what={initials}
      answer={answer}
      steps={[goIn, t('kiosk.turn.unsure')]}
      {...rest}
    />
  );
}

interface ArrivedProps extends HeadProps, ArrivalProps<CheckedIn | Called> {
  readonly label: string;
  readonly what: string;
  /** None where there is no token to go by. */
  readonly steps: readonly ReactNode[];
}

function Arrival({ answer, picture, secondsLeft, onFinish, label, what, steps, ...head }: ArrivedProps) {
  return (
    <main className="main">
      <Head {...head} />
      <section className="touch">
        <div className="done">
          <Ticket label={label} token={answer.token} when={useWindowOfToday(answer, picture)} what={what} />
          <div className="side">
            <span />
            {steps.length === 0 ? <span /> : <NextSteps steps={steps} />}
            <Closing secondsLeft={secondsLeft} onFinish={onFinish} />
          </div>
        </div>
      </section>
    </main>
  );
}

/** `Today, Monday, 9 – 11 am`; the day alone where the appointment has no window. */
function useWindowOfToday({ startTime, endTime }: CheckedIn | Called, { today }: PublicPicture): string {
  const t = useText();
  const times = useKioskTimes();
  const day = times.day(today, today);
  if (startTime === null || endTime === null) return day;
  return t('kiosk.when-at', { day, time: times.span(startTime, endTime) });
}

interface NotBookedProps {
  readonly why: NotBooked;
  readonly connected: boolean;
  /** They are here without an appointment. */
  readonly walkIn: boolean;
  /** Another day may have a place. */
  readonly otherDays: boolean;
  readonly onChange: (question: QuestionName) => void;
  readonly onBookATime: () => void;
  readonly onDesk: () => void;
}

/** Honest, calm, and with the ways that are left. */
export function NotBookedScreen({ why, connected, walkIn, otherDays, onChange, onBookATime, onDesk }: NotBookedProps) {
  const t = useText();
  const hasOtherWays = why !== 'elsewhere' && why !== 'fields';
  const deskNote: MessageId = hasOtherWays ? 'kiosk.not.desk.note' : 'kiosk.not.desk.help';
  const note: MessageId = why === 'no-places' && !connected ? 'kiosk.not.no-places.offline' : `kiosk.not.${why}`;
  return (
    <main className="main">
      <Head shape="no" tone="no" question={t('kiosk.not-possible')} note={t(note)} />
      <section className="touch">
        <ul className="tiles">
          <Tile icon="desk" label={t('kiosk.not.desk')} note={t(deskNote)} onPress={onDesk} />
          {why === 'fields' ? (
            <Tile
              icon="person"
              label={t('kiosk.not.name')}
              note={t('kiosk.not.name.note')}
              onPress={() => {
                onChange('name');
              }}
            />
          ) : null}
          {walkIn && hasOtherWays ? (
            <Tile icon="book" label={t('kiosk.not.time')} note={t('kiosk.not.time.note')} onPress={onBookATime} />
          ) : null}
          {!otherDays || !hasOtherWays ? null : (
            <Tile
              icon="book"
              label={t('kiosk.not.day')}
              note={t('kiosk.not.day.note')}
              onPress={() => {
                onChange('when');
              }}
            />
          )}
          {!hasOtherWays ? null : (
            <Tile
              icon="service"
              label={t('kiosk.not.service')}
              note={t('kiosk.not.service.note')}
              onPress={() => {
                onChange('service');
              }}
            />
          )}
        </ul>
      </section>
    </main>
  );
}

interface NotFoundProps {
  readonly onAgain: () => void;
  readonly onWalkIn: () => void;
  readonly onDesk: () => void;
}

export function NotFoundScreen({ onAgain, onWalkIn, onDesk }: NotFoundProps) {
  const t = useText();
  return (
    <main className="main">
      <Head shape="care" tone="kept" question={t('kiosk.not-found')} note={t('kiosk.not-found.note')} />
      <section className="touch">
        <ul className="tiles">
          <Tile
            icon="phone"
            label={t('kiosk.not-found.again')}
            note={t('kiosk.not-found.again.note')}
            onPress={onAgain}
          />
          <Tile
            icon="person"
            label={t('kiosk.not-found.walk-in')}
            note={t('kiosk.not-found.walk-in.note')}
            onPress={onWalkIn}
          />
          <Tile icon="desk" label={t('kiosk.not.desk')} note={t('kiosk.not.desk.note')} onPress={onDesk} />
        </ul>
      </section>
    </main>
  );
}

interface DeadEndProps {
  readonly question: string;
  readonly note: string;
  readonly onAgain: () => void;
}

/** Nothing can be done here any more: the desk helps. */
export function DeadEnd({ question, note, onAgain }: DeadEndProps) {
  const t = useText();
  return (
    <main className="main">
      <Head shape="care" tone="kept" question={question} note={note} />
      <section className="touch">
        <ul className="tiles">
          <Tile icon="again" label={t('kiosk.again')} note={t('kiosk.again.note')} onPress={onAgain} />
        </ul>
      </section>
    </main>
  );
}

/** Nobody could see the call, somebody could, somebody has pressed that they go. */
export type StaffAnswer = 'nobody' | 'called' | 'coming';

const staffWords = {
  nobody: ['kiosk.called.not', 'kiosk.called.not.note'],
  called: ['kiosk.called', 'kiosk.called.note'],
  coming: ['kiosk.called.coming', 'kiosk.called.note'],
} as const satisfies Record<StaffAnswer, readonly [MessageId, MessageId]>;

interface StaffCalledProps {
  readonly answer: StaffAnswer;
  readonly onGoOn: () => void;
  readonly onAgain: () => void;
}

/** "We have called staff" only where somebody could see it (SPEC KIOSK-6). */
export function StaffCalled({ answer, onGoOn, onAgain }: StaffCalledProps) {
  const t = useText();
  const [question, note] = staffWords[answer];
  return (
    <main className="main">
      <section className="read">
        <div role="status">
          <Question>{t(question)}</Question>
        </div>
        <p className="sub">{t(note)}</p>
      </section>
      <section className="touch">
        <ul className="tiles">
          <Tile icon="next" label={t('kiosk.called.on')} note={t('kiosk.called.on.note')} onPress={onGoOn} />
          {answer === 'nobody' ? (
            <Tile icon="staff" label={t('kiosk.called.again.note')} onPress={onAgain} />
          ) : (
            <Tile icon="staff" label={t('kiosk.called.again')} note={t('kiosk.called.again.note')} onPress={onAgain} />
          )}
        </ul>
      </section>
    </main>
  );
}

/** The ring's whole length, in its own units. */
const RING = 283;

interface IdleProps {
  readonly secondsLeft: number;
  readonly of: number;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

export function IdleScreen({ secondsLeft, of, onStay, onLeave }: IdleProps) {
  const t = useText();
  return (
    <main className="main">
      <section className="read">
        <Question>{t('kiosk.idle')}</Question>
        <p className="sub">{t('kiosk.idle.note')}</p>
      </section>
      <section className="touch has-two">
        <p className="count" role="timer">
          <svg viewBox="0 0 100 100" aria-hidden="true">
            <circle cx="50" cy="50" r="45" className="count-rest" />
            <circle
              cx="50"
              cy="50"
              r="45"
              className="count-left"
              strokeDasharray={`${String((RING * secondsLeft) / of)} ${String(RING)}`}
              transform="rotate(-90 50 50)"
            />
          </svg>
          <span className="num">
            {secondsLeft}
            <small>{t('kiosk.idle.left', { count: secondsLeft })}</small>
          </span>
        </p>
        <button type="button" className="secondary" onClick={onLeave}>
          {t('kiosk.idle.no')}
        </button>
        <Primary onPress={onStay}>{t('kiosk.idle.yes')}</Primary>
      </section>
    </main>
  );
}
