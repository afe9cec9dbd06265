import type { Language } from '../../shared/ipc/contract.ts';
import type {
  KioskAnswer,
  KioskBookingState,
  KioskRequest,
  KioskWindow,
  NotBooked,
} from '../../shared/kiosk/messages.ts';
import type { KeyScript } from '../../shared/kiosk/name-keys.ts';

/** What the person came for. */
export type Errand = 'book' | 'walk-in' | 'check-in';

/** Questions, one a screen. */
export type Question = 'language' | 'what' | 'phone' | 'service' | 'when' | 'name' | 'check' | 'find' | 'letter';

type Booked = Extract<KioskAnswer, { kind: 'booked' }>;
type CheckedIn = Extract<KioskAnswer, { kind: 'checked-in' }>;
type Called = Extract<KioskAnswer, { kind: 'called' }>;

export type Screen =
  | { readonly kind: 'question'; readonly question: Question }
  /** The desk is asked; nothing can be pressed twice. */
  | { readonly kind: 'working' }
  | { readonly kind: 'booked'; readonly booked: Booked; readonly slip: SlipState }
  | { readonly kind: 'checked-in'; readonly answer: CheckedIn }
  | { readonly kind: 'called'; readonly answer: Called }
  | { readonly kind: 'not-booked'; readonly why: NotBooked }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ask-staff' }
  | { readonly kind: 'tell-desk' }
  /** Nobody knows what came of it. */
  | { readonly kind: 'failed' };

/** What a screen without a question is. */
type Ending = Exclude<Screen['kind'], 'question'>;

export type SlipState = 'printing' | 'printed' | 'not-printed';

export interface Answers {
  /** Digits, at most ten. */
  readonly phone: string;
  readonly serviceId: string | null;
  readonly place: { readonly date: string; readonly window: KioskWindow } | null;
  readonly name: string;
  readonly keys: KeyScript;
}

/** One person's visit to the kiosk. Another one begins with another of these: nothing goes over. */
export interface KioskVisit {
  readonly language: Language;
  readonly errand: Errand | null;
  readonly answers: Answers;
  readonly screen: Screen;
  /** Questions that were answered, the last one at the end. */
  readonly before: readonly Question[];
  /** Set while an answer is being changed: the next one leads to the check, "back" to the check as it was. */
  readonly changing: Pick<KioskVisit, 'answers' | 'before'> | null;
}

export type KioskStep =
  /** Nobody has chosen yet; the words of the first screen turn. */
  | { readonly kind: 'greeting'; readonly language: Language }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'errand'; readonly errand: Errand }
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'service'; readonly serviceId: string }
  | { readonly kind: 'place'; readonly date: string; readonly window: KioskWindow }
  /** No window can be chosen. */
  | { readonly kind: 'no-place'; readonly why: NotBooked }
  /** Somebody without an appointment books a time to come back. */
  | { readonly kind: 'book-a-time' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'keys'; readonly keys: KeyScript }
  | { readonly kind: 'type-number' }
  /** The code of a slip. `language`: for somebody who has chosen none. */
  | { readonly kind: 'scanned'; readonly language: Language }
  | { readonly kind: 'go-on' }
  | { readonly kind: 'change'; readonly question: Question }
  | { readonly kind: 'back' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered'; readonly answer: KioskAnswer }
  | { readonly kind: 'slip'; readonly slip: SlipState }
  | { readonly kind: 'followed'; readonly state: KioskBookingState };

/** Digits of an Indian mobile number. */
export const PHONE_DIGITS = 10;

const questions: Readonly<Record<Errand, readonly Question[]>> = {
  book: ['phone', 'service', 'when', 'name', 'check'],
  'walk-in': ['phone', 'service', 'name', 'check'],
  'check-in': ['find', 'phone', 'letter'],
};

const keysOfLanguage: Readonly<Record<Language, KeyScript>> = { en: 'latin', hi: 'devanagari', ta: 'tamil' };

/** Before the first touch. @param language in which the person is greeted */
export function freshVisit(language: Language): KioskVisit {
  return {
    language,
    errand: null,
    answers: { phone: '', serviceId: null, place: null, name: '', keys: keysOfLanguage[language] },
    screen: { kind: 'question', question: 'language' },
    before: [],
    changing: null,
  };
}

/** The screens on which a step means something: questions, or other kinds. */
const screensOf: Readonly<Record<Exclude<KioskStep['kind'], 'language' | 'back'>, readonly (Question | Ending)[]>> = {
  greeting: ['language'],
  errand: ['what', 'not-found'],
  phone: ['phone'],
  service: ['service'],
  place: ['when'],
  'no-place': ['when'],
  'book-a-time': ['not-booked'],
  name: ['name'],
  keys: ['name'],
  'type-number': ['find'],
  scanned: ['language', 'what', 'find'],
  'go-on': ['phone', 'name'],
  change: ['check', 'not-booked'],
  asked: ['check', 'letter'],
  answered: ['working'],
  slip: ['booked'],
  followed: ['booked'],
};

function fits({ screen }: KioskVisit, { kind }: KioskStep): boolean {
  if (kind === 'language' || kind === 'back') return true;
  return screensOf[kind].includes(screen.kind === 'question' ? screen.question : screen.kind);
}

/** Where the code of a slip is taken. */
export function takesCode(visit: KioskVisit): boolean {
  return fits(visit, { kind: 'scanned', language: visit.language });
}

/** What a touch or an answer of the desk makes of the visit. Pure; a step that does not fit the screen changes nothing. */
export function take(visit: KioskVisit, step: KioskStep): KioskVisit {
  return fits(visit, step) ? taken(visit, step) : visit;
}

function taken(visit: KioskVisit, step: KioskStep): KioskVisit {
  switch (step.kind) {
    case 'greeting':
      return { ...visit, language: step.language };
    case 'language':
      return chooseLanguage(visit, step.language);
    case 'errand':
      return chooseErrand(visit, step.errand);
    case 'phone':
      return answered(visit, { phone: step.phone.replace(/\D/g, '').slice(0, PHONE_DIGITS) });
    case 'service': {
      // A window is of a service: another one asks for its windows anew.
      const chosen = answered(visit, { serviceId: step.serviceId, place: null });
      return visit.errand === 'walk-in' ? working(chosen) : next(chosen);
    }
    case 'book-a-time':
      return bookATime(visit);
    case 'place':
      return next(answered(visit, { place: { date: step.date, window: step.window } }));
    case 'no-place':
      // The way back passes the question that has no answer.
      return { ...answered(visit, { place: null }), screen: { kind: 'not-booked', why: step.why } };
    case 'name':
      return answered(visit, { name: step.name });
    case 'keys':
      return answered(visit, { keys: step.keys });
    case 'type-number':
      return ask(visit, 'phone');
    case 'scanned':
      return scanned(visit, step.language);
    case 'go-on':
      return isAnswered(visit) ? next(visit) : visit;
    case 'change':
      return change(visit, step.question);
    case 'back':
      return back(visit);
    case 'asked':
      return working(visit);
    case 'answered':
      return step.answer.kind === 'place-now'
        ? takePlaceNow(visit, step.answer)
        : { ...visit, screen: screenOf(step.answer) };
    case 'followed':
      return visit.screen.kind === 'booked'
        ? { ...visit, screen: { ...visit.screen, booked: { ...visit.screen.booked, state: step.state } } }
        : visit;
    case 'slip':
      return visit.screen.kind === 'booked' ? { ...visit, screen: { ...visit.screen, slip: step.slip } } : visit;
  }
}

/** Answers stay when the language changes; the first choice leads on. */
function chooseLanguage(visit: KioskVisit, language: Language): KioskVisit {
  const spoken = { ...visit, language };
  if (visit.screen.kind !== 'question' || visit.screen.question !== 'language') return spoken;
  return ask(answered(spoken, { keys: keysOfLanguage[language] }), 'what');
}

/** Whatever was asked before, the way back leads to the choice. */
function chooseErrand(visit: KioskVisit, errand: Errand): KioskVisit {
  const first = questions[errand][0] ?? 'what';
  return {
    ...visit,
    errand,
    screen: { kind: 'question', question: first },
    before: ['language', 'what'],
    changing: null,
  };
}

/** They come another time, so that nobody waits for them now. What they answered stays. */
function bookATime(visit: KioskVisit): KioskVisit {
  if (visit.errand !== 'walk-in') return visit;
  return {
    ...answered(visit, { place: null }),
    errand: 'book',
    screen: { kind: 'question', question: 'when' },
    before: ['language', 'what', 'phone', 'service'],
    changing: null,
  };
}

/** A code says what somebody came for, also before they have said it (SPEC CHECK-IN-21). */
function scanned(visit: KioskVisit, language: Language): KioskVisit {
  const isAt = (question: Question): boolean => visit.screen.kind === 'question' && visit.screen.question === question;
  if (isAt('find')) return working(visit);
  return working(chooseErrand(isAt('language') ? chooseLanguage(visit, language) : visit, 'check-in'));
}

/** Where the check has not been reached yet there is none to lead back to. */
function change(visit: KioskVisit, question: Question): KioskVisit {
  if (visit.errand === null || !questions[visit.errand].includes(question)) return visit;
  if (question === 'check' && bookingRequest(visit) === null) return visit;
  const { answers, before, screen } = visit;
  const atCheck = screen.kind === 'question' && screen.question === 'check';
  const checked = atCheck ? before : before.filter((asked) => asked !== 'check');
  const changing = visit.changing ?? (bookingRequest(visit) === null ? null : { answers, before: checked });
  return ask({ ...visit, changing }, question);
}

function answered(visit: KioskVisit, given: Partial<Answers>): KioskVisit {
  return { ...visit, answers: { ...visit.answers, ...given } };
}

function ask(visit: KioskVisit, question: Question): KioskVisit {
  return { ...visit, screen: { kind: 'question', question }, before: screenBefore(visit) };
}

function working(visit: KioskVisit): KioskVisit {
  return { ...visit, screen: { kind: 'working' }, before: screenBefore(visit) };
}

function screenBefore({ screen, before }: KioskVisit): readonly Question[] {
  return screen.kind === 'question' ? [...before, screen.question] : before;
}

/** Whether the question on screen has an answer to go on with. */
export function isAnswered({ screen, answers }: KioskVisit): boolean {
  if (screen.kind !== 'question') return false;
  switch (screen.question) {
    case 'phone':
      return answers.phone.length === PHONE_DIGITS;
    case 'service':
      return answers.serviceId !== null;
    case 'when':
      return answers.place !== null;
    case 'name':
      return /\p{L}/u.test(answers.name);
    default:
      return false;
  }
}

function next(visit: KioskVisit): KioskVisit {
  const { errand, screen, changing } = visit;
  if (errand === null || screen.kind !== 'question') return visit;
  const order = questions[errand];
  const following = order[order.indexOf(screen.question) + 1];
  if (following === undefined) return visit;
  // A changed service needs a window of its own before the check.
  return changing === null || following === 'when' ? ask(visit, following) : askCheck(visit, changing);
}

function askCheck(visit: KioskVisit, { before }: NonNullable<KioskVisit['changing']>): KioskVisit {
  return { ...visit, screen: { kind: 'question', question: 'check' }, before, changing: null };
}

/** The window that somebody without an appointment gets. */
function takePlaceNow(visit: KioskVisit, { date, window }: NonNullable<Answers['place']>): KioskVisit {
  if (visit.errand !== 'walk-in' || visit.answers.place !== null) return visit;
  const chosen = answered(visit, { place: { date, window } });
  return visit.changing === null ? ask(chosen, 'name') : askCheck(chosen, visit.changing);
}

function back(visit: KioskVisit): KioskVisit {
  const { before, changing } = visit;
  if (!canGoBack(visit)) return visit;
  if (changing !== null) return { ...askCheck(visit, changing), answers: changing.answers };
  return { ...visit, screen: { kind: 'question', question: before.at(-1) ?? 'what' }, before: before.slice(0, -1) };
}

function screenOf(answer: KioskAnswer): Screen {
  switch (answer.kind) {
    case 'booked':
      return { kind: 'booked', booked: answer, slip: 'printing' };
    case 'checked-in':
      return { kind: 'checked-in', answer };
    case 'called':
      return { kind: 'called', answer };
    case 'not-booked':
      return { kind: 'not-booked', why: answer.why };
    case 'not-found':
    case 'ask-staff':
    case 'tell-desk':
      return { kind: answer.kind };
    default:
      return { kind: 'failed' };
  }
}

/** "Step 2 of 5"; null where no steps are counted. */
export function stepOf({ screen, errand }: KioskVisit): { readonly step: number; readonly of: number } | null {
  if (errand === null || screen.kind !== 'question') return null;
  const order = questions[errand];
  const at = order.indexOf(screen.question);
  if (at < 0) return null;
  // Who shows a code answers one question, who types a number two: both stand at the same end.
  if (errand === 'check-in') return { step: screen.question === 'letter' ? 2 : 1, of: 2 };
  return { step: at + 1, of: order.length };
}

/** Where the person can go back from. */
export function canGoBack({ screen, before }: KioskVisit): boolean {
  if (screen.kind === 'question') return screen.question !== 'language' && before.length > 0;
  return screen.kind === 'not-booked' || screen.kind === 'not-found';
}

/** What the desk is asked to book; null while an answer is missing. */
export function bookingRequest({ errand, answers }: KioskVisit): Extract<KioskRequest, { kind: 'book' }> | null {
  const { phone, name, serviceId, place } = answers;
  if (serviceId === null || place === null || phone.length !== PHONE_DIGITS || name.trim() === '') return null;
  const { calendarId, bookAt } = place.window;
  return { kind: 'book', phone, name: name.trim(), serviceId, calendarId, bookAt, walkIn: errand === 'walk-in' };
}

/** Nothing is asked any more: what is told closes by itself. */
export function isDone({ screen }: KioskVisit): boolean {
  return screen.kind === 'booked' || screen.kind === 'checked-in' || screen.kind === 'called';
}
