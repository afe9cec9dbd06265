import { useEffect, useEffectEvent, useReducer, useState, type Dispatch, type SetStateAction } from 'react';
import { bridgeEventSchema, type HuskyBridge, type Language } from '../../shared/ipc/contract.ts';
import type { KioskAnswer, KioskDay, KioskRequest, PlacesFrom, PublicPicture } from '../../shared/kiosk/messages.ts';
import { Words } from '../i18n/words.tsx';
import { useText } from '../i18n/use-text.ts';
import {
  BookedScreen,
  CalledScreen,
  CheckedInScreen,
  DeadEnd,
  IdleScreen,
  NotBookedScreen,
  NotFoundScreen,
  StaffCalled,
  type StaffAnswer,
} from './endings.tsx';
import { FindQuestion } from './find-question.tsx';
import {
  bookingRequest,
  canGoBack,
  freshVisit,
  isAnswered,
  isDone,
  stepOf,
  take,
  takesCode,
  type KioskStep,
  type KioskVisit,
} from './flow.ts';
import { Frame, Read } from './frame.tsx';
import { ListenButton, useVoice } from './listen.tsx';
import { LetterQuestion, NameQuestion } from './name-question.tsx';
import {
  CheckQuestion,
  LanguageQuestion,
  PhoneQuestion,
  ServiceQuestion,
  WhatQuestion,
  WhenQuestion,
} from './questions.tsx';
import { ChoosePinScreen, LeaveScreen } from './staff.tsx';
import { ANSWER_WITHIN_S, ASK_AFTER_S, useCountdown, useQuietSeconds } from './use-idle.ts';
import { usePicture } from './use-picture.ts';
import { useScanner } from './use-scanner.ts';

/** Seconds that the last screen stays, with a slip and without one (SPEC IDLE-1). */
const DONE_S = 30;
const DONE_WITHOUT_SLIP_S = 90;
/** Seconds that each language greets. */
const GREETING_MS = 5_000;
/** How often a booking that is kept here is asked about, milliseconds. */
const FOLLOW_MS = 2_000;

/** In the order in which they stand on the first screen. */
const greetings = ['ta', 'en', 'hi'] as const satisfies readonly Language[];

/** The kiosk: one person after the other. Each gets a visit of their own, of which nothing is left for the next. */
export function KioskApp({ bridge }: { readonly bridge: HuskyBridge }) {
  const heard = usePicture(bridge);
  const [person, setPerson] = useState(0);
  const [pinSet, setPinSet] = useState<boolean | null>(null);
  useEffect(() => {
    void bridge.invoke('kiosk.pin-status').then(({ set }) => {
      setPinSet(set);
    });
  }, [bridge]);
  return (
    <Person
      key={person}
      bridge={bridge}
      picture={heard?.picture ?? null}
      isReached={heard?.silent === false}
      needsPin={pinSet === false}
      onPin={(pin) => {
        // Where it was not taken there is one already.
        void bridge.invoke('kiosk.set-pin', pin).then(() => {
          setPinSet(true);
        });
      }}
      onGone={() => {
        setPerson(person + 1);
      }}
    />
  );
}

interface PersonProps {
  readonly bridge: HuskyBridge;
  readonly picture: PublicPicture | null;
  /** The desk is heard of. */
  readonly isReached: boolean;
  readonly needsPin: boolean;
  readonly onPin: (pin: string) => void;
  /** Everything of this person is forgotten. */
  readonly onGone: () => void;
}

/** What lies over the question. */
type Aside = { readonly kind: 'staff-called'; readonly answer: StaffAnswer } | { readonly kind: 'pin' } | null;

function Person(props: PersonProps) {
  const { bridge, onGone } = props;
  const [visit, step] = useReducer(take, freshVisit('en'));
  const [aside, setAside] = useState<Aside>(null);
  const [stays, setStays] = useState(0);
  const atStart = visit.screen.kind === 'question' && visit.screen.question === 'language';
  const done = isDone(visit);
  const counts = aside !== null || (!atStart && !done && visit.screen.kind !== 'working');
  const quiet = useQuietSeconds(counts, stays);
  const gone = useEffectEvent(onGone);
  useEffect(() => {
    if (quiet >= ASK_AFTER_S + ANSWER_WITHIN_S) gone();
  }, [quiet]);
  useBusy(bridge, !atStart || aside !== null);
  useGreeting(atStart && aside === null && !props.needsPin, step);
  useStaffComing(bridge, setAside);
  usePrinting(bridge, visit, step);
  useFollowing(bridge, visit, step);
  const callStaff = (): void => {
    // Whoever calls is still here.
    setStays(stays + 1);
    const told = (delivered: boolean): void => {
      setAside({ kind: 'staff-called', answer: delivered ? 'called' : 'nobody' });
    };
    bridge.invoke('kiosk.call-staff').then(
      ({ delivered }) => {
        told(delivered);
      },
      () => {
        told(false);
      },
    );
  };
  const isAsking = quiet >= ASK_AFTER_S;
  const voice = useVoice(visit.language);
  const isCovered = isAsking || aside !== null || props.needsPin || whyNotAsked(props) !== null;
  useScanner((code) => {
    if (isCovered || !takesCode(visit)) return;
    step({ kind: 'scanned', language: greetings[0] });
    void askDesk(bridge, { kind: 'check-in', by: { code } }).then((answer) => {
      step({ kind: 'answered', answer });
    });
  });
  const question = visit.screen.kind === 'question' && !isCovered ? visit.screen.question : null;
  return (
    <Words language={visit.language}>
      <Frame
        picture={props.picture}
        isReached={props.isReached}
        progress={isAsking || aside !== null ? null : stepOf(visit)}
        onBack={isAsking ? null : backOf(visit, aside, step, setAside)}
        onLanguage={
          isAsking || visit.screen.kind === 'booked' || atStart
            ? null
            : (language) => {
                step({ kind: 'language', language });
              }
        }
        listen={voice === null ? null : <ListenButton voice={voice} question={question} />}
        onCallStaff={callStaff}
        onStaff={
          atStart && aside === null && !props.needsPin
            ? () => {
                setAside({ kind: 'pin' });
              }
            : null
        }
        className={done && aside === null ? 'kiosk-done' : ''}
      >
        {isAsking ? (
          <IdleScreen
            secondsLeft={Math.max(0, ASK_AFTER_S + ANSWER_WITHIN_S - quiet)}
            of={ANSWER_WITHIN_S}
            onStay={() => {
              setStays(stays + 1);
            }}
            onLeave={onGone}
          />
        ) : aside?.kind === 'pin' ? (
          <LeaveScreen leave={(pin) => bridge.invoke('kiosk.leave', pin)} />
        ) : aside?.kind === 'staff-called' ? (
          <StaffCalled
            answer={aside.answer}
            onGoOn={() => {
              setAside(null);
            }}
            onAgain={callStaff}
          />
        ) : props.needsPin ? (
          <ChoosePinScreen onChosen={props.onPin} />
        ) : (
          <VisitScreen {...props} visit={visit} step={step} />
        )}
      </Frame>
    </Words>
  );
}

function backOf(
  visit: KioskVisit,
  aside: Aside,
  step: (taken: KioskStep) => void,
  setAside: (next: Aside) => void,
): (() => void) | null {
  if (aside !== null) {
    return () => {
      setAside(null);
    };
  }
  if (!canGoBack(visit)) return null;
  return () => {
    step({ kind: 'back' });
  };
}

/** Whoever waits for the staff hears that somebody has answered (SPEC KIOSK-6). */
function useStaffComing(bridge: HuskyBridge, setAside: Dispatch<SetStateAction<Aside>>): void {
  useEffect(
    () =>
      bridge.onEvent((told) => {
        if (bridgeEventSchema.safeParse(told).data?.kind !== 'staff-coming') return;
        setAside((aside) => (aside?.kind === 'staff-called' ? { ...aside, answer: 'coming' } : aside));
      }),
    [bridge, setAside],
  );
}

/** Tells main while somebody is here: no update is installed under their hands (shared/update/SPEC.md, UPDATE-8). */
function useBusy(bridge: HuskyBridge, busy: boolean): void {
  useEffect(() => {
    void bridge.invoke('window.busy', busy);
    return () => {
      void bridge.invoke('window.busy', false);
    };
  }, [bridge, busy]);
}

/** Nobody is here: each language greets in turn. The tiles never move. */
function useGreeting(active: boolean, step: (taken: KioskStep) => void): void {
  useEffect(() => {
    if (!active) return undefined;
    let at = 0;
    const timer = setInterval(() => {
      at += 1;
      step({ kind: 'greeting', language: greetings[at % greetings.length] ?? 'en' });
    }, GREETING_MS);
    return () => {
      clearInterval(timer);
    };
  }, [active, step]);
}

/** Prints the slip of what was booked, once, whatever lies over the screen meanwhile. */
function usePrinting(bridge: HuskyBridge, { screen }: KioskVisit, step: (taken: KioskStep) => void): void {
  const handle = screen.kind === 'booked' ? screen.booked.handle : null;
  useEffect(() => {
    if (handle === null) return;
    void askDesk(bridge, { kind: 'print', handle }).then((answer) => {
      step({ kind: 'slip', slip: answer.kind === 'printed' ? 'printed' : 'not-printed' });
    });
  }, [bridge, handle, step]);
}

/** Asks about what is kept here until something became of it. */
function useFollowing(bridge: HuskyBridge, { screen }: KioskVisit, step: (taken: KioskStep) => void): void {
  const handle = screen.kind === 'booked' && screen.booked.state === 'kept' ? screen.booked.handle : null;
  useEffect(() => {
    if (handle === null) return undefined;
    const timer = setInterval(() => {
      void askDesk(bridge, { kind: 'follow', handle }).then((answer) => {
        if (answer.kind === 'state') step({ kind: 'followed', state: answer.state });
      });
    }, FOLLOW_MS);
    return () => {
      clearInterval(timer);
    };
  }, [bridge, handle, step]);
}

interface VisitProps extends Pick<PersonProps, 'bridge' | 'picture' | 'onGone'> {
  readonly visit: KioskVisit;
  readonly step: (taken: KioskStep) => void;
}

function VisitScreen({ isReached, ...props }: VisitProps & Pick<PersonProps, 'isReached'>) {
  const t = useText();
  const { visit, step, picture, onGone } = props;
  const { screen } = visit;
  const why = whyNotAsked({ picture, isReached });
  if (why !== null && screen.kind === 'question' && screen.question !== 'language') {
    return <DeadEnd question={t(`kiosk.${why}`)} note={t(`kiosk.${why}.note`)} onAgain={onGone} />;
  }
  switch (screen.kind) {
    case 'question':
      return <QuestionScreen {...props} />;
    case 'working':
      return (
        <main className="main" aria-busy="true">
          <Read question={t('kiosk.wait')} />
        </main>
      );
    case 'booked':
      return picture === null ? null : <Done {...props} screen={screen} picture={picture} />;
    case 'checked-in':
    case 'called':
      return picture === null ? null : <Arrived screen={screen} picture={picture} onGone={onGone} />;
    case 'not-booked':
      return (
        <NotBookedScreen
          why={screen.why}
          connected={picture?.connected === true}
          walkIn={visit.errand === 'walk-in'}
          otherDays={visit.errand === 'book' && visit.answers.place !== null}
          onChange={(question) => {
            step({ kind: 'change', question });
          }}
          onBookATime={() => {
            step({ kind: 'book-a-time' });
          }}
          onDesk={onGone}
        />
      );
    case 'not-found':
      return (
        <NotFoundScreen
          onAgain={() => {
            step({ kind: 'errand', errand: 'check-in' });
          }}
          onWalkIn={() => {
            step({ kind: 'errand', errand: 'walk-in' });
          }}
          onDesk={onGone}
        />
      );
    case 'ask-staff':
    case 'tell-desk':
    case 'failed':
      return <DeadEnd question={t(`kiosk.${screen.kind}`)} note={t(`kiosk.${screen.kind}.note`)} onAgain={onGone} />;
  }
}

/** Why nothing is asked now: the desk has no clinic yet, or is not heard of any more. Null: it can be booked. */
function whyNotAsked({
  picture,
  isReached,
}: Pick<PersonProps, 'picture' | 'isReached'>): 'not-ready' | 'silent' | null {
  if (picture?.ready !== true) return 'not-ready';
  return isReached ? null : 'silent';
}

/** Asks the desk; what comes of it is the next screen. Where nobody answers, nobody knows. */
async function askDesk(bridge: HuskyBridge, request: KioskRequest): Promise<KioskAnswer> {
  try {
    return await bridge.invoke('kiosk.ask', request);
  } catch {
    return { kind: 'failed' };
  }
}

function QuestionScreen({ bridge, picture, visit, step, onGone }: VisitProps) {
  const { answers, screen } = visit;
  const send = (request: KioskRequest | null): void => {
    if (request === null) return;
    step({ kind: 'asked' });
    void askDesk(bridge, request).then((answer) => {
      step({ kind: 'answered', answer });
    });
  };
  if (screen.kind !== 'question') return null;
  switch (screen.question) {
    case 'language':
      return (
        <LanguageQuestion
          onLanguage={(language) => {
            step({ kind: 'language', language });
          }}
        />
      );
    case 'what':
      return (
        <WhatQuestion
          onErrand={(errand) => {
            step({ kind: 'errand', errand });
          }}
        />
      );
    case 'phone':
      return (
        <PhoneQuestion
          phone={answers.phone}
          onPhone={(phone) => {
            step({ kind: 'phone', phone });
          }}
          onGoOn={() => {
            step({ kind: 'go-on' });
          }}
        />
      );
    case 'service':
      return (
        <ServiceQuestion
          services={picture?.services ?? []}
          onService={(serviceId) => {
            step({ kind: 'service', serviceId });
            if (visit.errand === 'walk-in') {
              void askDesk(bridge, { kind: 'place-now', serviceId }).then((answer) => {
                step({ kind: 'answered', answer });
              });
            }
          }}
        />
      );
    case 'when':
      return <When bridge={bridge} picture={picture} visit={visit} step={step} onGone={onGone} />;
    case 'name':
      return (
        <NameQuestion
          name={answers.name}
          keys={answers.keys}
          complete={isAnswered(visit)}
          onName={(name) => {
            step({ kind: 'name', name });
          }}
          onKeys={(keys) => {
            step({ kind: 'keys', keys });
          }}
          onGoOn={() => {
            step({ kind: 'go-on' });
          }}
        />
      );
    case 'check':
      return picture === null ? null : (
        <CheckQuestion
          visit={visit}
          picture={picture}
          onChange={(question) => {
            step({ kind: 'change', question });
          }}
          onBook={() => {
            send(bookingRequest(visit));
          }}
        />
      );
    case 'find':
      return (
        <FindQuestion
          onType={() => {
            step({ kind: 'type-number' });
          }}
        />
      );
    case 'letter':
      return (
        <LetterQuestion
          keys={answers.keys}
          onLetter={(letter) => {
            send({ kind: 'check-in', by: { phone: answers.phone, letter } });
          }}
        />
      );
  }
}

function When({ bridge, picture, visit, step, onGone }: VisitProps) {
  const t = useText();
  const { serviceId } = visit.answers;
  const today = picture?.today ?? null;
  const [from, setFrom] = useState<PlacesFrom | null>(null);
  const [shown, setShown] = useState<{
    readonly from: PlacesFrom | null;
    /** Null: nobody answered. */
    readonly days: readonly KioskDay[] | null;
    readonly later: PlacesFrom | null;
  } | null>(null);
  useEffect(() => {
    let wanted = true;
    if (serviceId === null || today === null) return undefined;
    void askDesk(bridge, { kind: 'places', serviceId, from: from ?? { date: today, skip: 0 } }).then((answer) => {
      if (!wanted) return;
      if (answer.kind === 'not-booked') {
        step({ kind: 'no-place', why: answer.why });
        return;
      }
      const found = answer.kind === 'places' ? answer : { days: null, later: null };
      setShown({ from, days: found.days, later: found.later });
    });
    return () => {
      wanted = false;
    };
  }, [bridge, serviceId, today, from, step]);
  const current = shown?.from === from ? shown : null;
  if (current?.days === null) {
    return <DeadEnd question={t('kiosk.failed')} note={t('kiosk.failed.note')} onAgain={onGone} />;
  }
  return (
    <WhenQuestion
      days={current?.days ?? null}
      today={today ?? ''}
      service={picture?.services.find((one) => one.serviceId === serviceId)?.name ?? ''}
      hasLater={current !== null && current.later !== null && current.days.length > 0}
      isLater={from !== null}
      onLater={() => {
        setFrom(current?.later ?? null);
      }}
      onFirst={() => {
        setFrom(null);
      }}
      onPlace={(date, window) => {
        step({ kind: 'place', date, window });
      }}
    />
  );
}

interface DoneProps extends VisitProps {
  readonly screen: Extract<KioskVisit['screen'], { kind: 'booked' }>;
  readonly picture: PublicPicture;
}

/** Shows what was booked, and closes by itself. */
function Done({ picture, visit, screen, onGone }: DoneProps) {
  const { slip } = screen;
  const secondsLeft = useCountdown(slip === 'not-printed' ? DONE_WITHOUT_SLIP_S : DONE_S, slip, () => {
    if (slip !== 'printing') onGone();
  });
  const { serviceId } = visit.answers;
  return (
    <BookedScreen
      screen={screen}
      picture={picture}
      service={picture.services.find((one) => one.serviceId === serviceId)?.name ?? ''}
      isHere={visit.errand === 'walk-in'}
      secondsLeft={secondsLeft}
      onFinish={onGone}
    />
  );
}

interface ArrivedProps {
  readonly screen: Extract<KioskVisit['screen'], { kind: 'checked-in' | 'called' }>;
  readonly picture: PublicPicture;
  readonly onGone: () => void;
}

function Arrived({ screen, picture, onGone }: ArrivedProps) {
  const secondsLeft = useCountdown(DONE_S, null, onGone);
  const shared = { picture, secondsLeft, onFinish: onGone };
  if (screen.kind === 'called') return <CalledScreen answer={screen.answer} {...shared} />;
  return <CheckedInScreen answer={screen.answer} {...shared} />;
}
