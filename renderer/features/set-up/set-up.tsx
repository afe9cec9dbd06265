import { useEffect, useRef, type ReactNode } from 'react';
import type { SettingsPatch } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/text.tsx';
import { BranchesPage } from './branches-page.tsx';
import { CheckPage } from './check-page.tsx';
import { ConnectPage } from './connect-page.tsx';
import { DeskPage } from './desk-page.tsx';
import type { FirstQuestions, SetUpPorts } from './ports.ts';
import styles from './set-up.module.css';
import { steps, useSetUp, type Page, type SetUp, type Step } from './use-set-up.ts';
import { WelcomePage } from './welcome-page.tsx';

const c = classNames(styles);

interface SetUpProps {
  readonly ports: SetUpPorts;
  /** Null: the desk is open already, and its sample clinic is being left. */
  readonly first: FirstQuestions | null;
  /** Everything is kept. */
  readonly onDone: () => void;
  /** The way back to where the person came from; null at the first start, where there is nothing before it. */
  readonly leave: { readonly words: string; readonly onLeave: () => void } | null;
}

/** Connects this desk to a clinic, step by step. Fills the window. */
export function SetUpScreen({ ports, first, onDone, leave }: SetUpProps) {
  const more: SettingsPatch = first === null ? {} : { language: first.language };
  const setUp = useSetUp(ports, first === null ? 'connect' : 'welcome', more);
  const { page } = setUp;
  const heading = useHeading(page);
  return (
    <div className={c('setUp')}>
      <Steps page={page} />
      <main className={c('main')}>
        <div className={c('page')} key={page}>
          <PageHead page={page} headingRef={heading} />
          <PageBody setUp={setUp} first={first} onDone={onDone} leave={leave} />
        </div>
      </main>
    </div>
  );
}

/** Each page but the first one begins at its heading, for ears and for the keyboard. */
function useHeading(page: Page) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(page);
  const title = t('shell.title', { screen: titleOf(page, t) });
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, [page]);
  return heading;
}

function titleOf(page: Page, t: ReturnType<typeof useText>): string {
  return page === 'welcome' ? t('set-up.welcome') : t(`set-up.step.${page}`);
}

function PageHead({ page, headingRef }: { readonly page: Page; readonly headingRef: ReturnType<typeof useHeading> }) {
  const t = useText();
  const number = page === 'welcome' ? 0 : steps.indexOf(page) + 1;
  return (
    <header className={c('head')}>
      <p className={c('note')}>
        {number === 0 ? t('set-up.welcome.body') : t('set-up.step', { step: number, of: steps.length })}
      </p>
      <h1 className={c('title')} ref={headingRef} tabIndex={-1}>
        {titleOf(page, t)}
      </h1>
    </header>
  );
}

function PageBody({
  setUp,
  first,
  onDone,
  leave,
}: {
  readonly setUp: SetUp;
} & Pick<SetUpProps, 'first' | 'onDone' | 'leave'>): ReactNode {
  switch (setUp.page) {
    case 'welcome':
      return first === null ? null : <WelcomePage setUp={setUp} first={first} />;
    case 'connect':
      return <ConnectPage setUp={setUp} leave={leave} />;
    case 'branches':
      return <BranchesPage setUp={setUp} />;
    case 'desk':
      return <DeskPage setUp={setUp} />;
    case 'check':
      return <CheckPage setUp={setUp} onDone={onDone} />;
  }
}

/** All steps with where the person stands. */
function Steps({ page }: { readonly page: Page }) {
  const t = useText();
  const current = page === 'welcome' ? -1 : steps.indexOf(page);
  return (
    <aside className={c('aside')} aria-labelledby="set-up-title">
      <p className={c('note')}>{t('set-up.product')}</p>
      <h2 className={c('asideTitle')} id="set-up-title">
        {t('set-up.title')}
      </h2>
      <p className={c('note', 'about')}>{t('set-up.about')}</p>
      <ol className={c('steps')} aria-label={t('set-up.steps')}>
        {steps.map((step, index) => (
          <StepLine key={step} step={step} number={index + 1} state={stateOf(index, current)} />
        ))}
      </ol>
      <p className={c('note', 'about')}>{t('set-up.nothing-kept')}</p>
    </aside>
  );
}

type StepState = 'done' | 'current' | 'to-come';

function stateOf(index: number, current: number): StepState {
  if (index === current) return 'current';
  return index < current ? 'done' : 'to-come';
}

function StepLine({
  step,
  number,
  state,
}: {
  readonly step: Step;
  readonly number: number;
  readonly state: StepState;
}) {
  const t = useText();
  return (
    <li className={c('step', state)} aria-current={state === 'current' ? 'step' : undefined}>
      <span className={c('number')} aria-hidden="true">
        {state === 'done' ? <Icon name="done" size={16} /> : number}
      </span>
      <div>
        <strong>{t(`set-up.step.${step}`)}</strong>
        {state === 'done' ? <Hidden>{` · ${t('set-up.step.done')}`}</Hidden> : null}
        <p className={c('note', 'stepAbout')}>{t(`set-up.step.${step}.about`)}</p>
      </div>
    </li>
  );
}
