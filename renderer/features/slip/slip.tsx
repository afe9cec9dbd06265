import { Fragment, type ReactNode } from 'react';
import type { Language } from '../../../shared/ipc/contract.ts';
import type { AnySlip, PaperWidth, SlipFacts, TestSlip } from '../../../shared/model/slip.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhenIn } from '../../i18n/use-when.ts';
import { deskTime, wallDateOf, wallTimeOf } from '../../i18n/wall-clock.ts';
import { WordsIn } from '../../i18n/words.tsx';
import { classNames } from '../../ui/class-names.ts';
import { PersonName } from '../../ui/text.tsx';
import { QrCode } from './qr-code.tsx';
import { dayPart } from './slip-words.ts';
import styles from './slip.module.css';

const c = classNames(styles);

/** How slips look at this desk. */
export interface SlipStyle {
  /** One language, or two: the second under the first. */
  readonly languages: readonly Language[];
  readonly paperWidth: PaperWidth;
}

/** A slip for a roll of paper: black on white, the same on the screen and on paper. */
export function Slip({ slip, languages, paperWidth }: SlipStyle & { readonly slip: AnySlip }) {
  return (
    <article className={c('slip', paperWidth === 58 && 'narrow')} lang={languages[0]}>
      <header className={c('head')}>
        <p className={c('clinic')}>{slip.clinicName}</p>
        <p>{slip.branchName}</p>
      </header>
      {slip.kind === 'test' ? (
        <TestBody slip={slip} languages={languages} paperWidth={paperWidth} />
      ) : (
        <VisitBody slip={slip} languages={languages} />
      )}
      <div className={c('foot')}>
        <Each languages={languages}>
          <Made slip={slip} />
        </Each>
      </div>
    </article>
  );
}

function VisitBody({ slip, languages }: { readonly slip: SlipFacts; readonly languages: SlipStyle['languages'] }) {
  const status = (
    <section className={c('status')}>
      <Each languages={languages}>
        <Status slip={slip} />
      </Each>
    </section>
  );
  // Nothing of it may look like a slip that counts: said first, and no code to show.
  const practice = slip.state === 'practice';
  return (
    <>
      {practice ? status : null}
      <div className={c('tokenBox')}>
        <Label id="slip.token" languages={languages} />
        <p className={c('token', tokenSize(slip.token))}>{slip.token}</p>
      </div>
      <dl className={c('facts')}>
        <Fact id="slip.name" languages={languages}>
          <PersonName name={slip.patientName} />
        </Fact>
        <Fact id="slip.service" languages={languages}>
          <Service name={slip.serviceName} />
        </Fact>
        {slip.doctor === null ? null : (
          <Fact id="slip.doctor" languages={languages}>
            <PersonName name={slip.doctor} />
          </Fact>
        )}
        <Fact id="slip.between" languages={languages}>
          <Each languages={languages}>
            <Between slip={slip} />
          </Each>
        </Fact>
      </dl>
      {practice ? null : status}
      {slip.code === null ? null : (
        <Code text={slip.code}>
          <Each languages={languages}>
            <Word id="slip.code" />
          </Each>
        </Code>
      )}
    </>
  );
}

/** Lines at both edges of the paper, every script, a price: what can go wrong with a printer. */
function TestBody({ slip, languages, paperWidth }: SlipStyle & { readonly slip: TestSlip }) {
  return (
    <>
      <div className={c('tokenBox')}>
        <p className={c('edges')}>{paperWidth} mm</p>
        <Label id="slip.test" languages={languages} />
        <p className={c('token')}>{`TA-${slip.deviceLetter}00`}</p>
      </div>
      <dl className={c('facts')}>
        <Fact id="slip.name" languages={languages}>
          {exampleNames.map((name) => (
            <p key={name}>
              <PersonName name={name} />
            </p>
          ))}
        </Fact>
        <Fact id="slip.test.amount" languages={languages}>
          ₹ 1,250.50
        </Fact>
      </dl>
      <section className={c('status')}>
        <Each languages={languages}>
          <TestStatus />
        </Each>
      </section>
      <Code text="HUSKY-DESK-TEST" />
    </>
  );
}

/** Made-up names with letters that join. */
const exampleNames = ['Lakshmi Narayanan', 'राजेश कुमार वर्मा', 'ஜெயலட்சுமி ராமச்சந்திரன்'] as const;

/** The same words once in each language, one under the other. */
function Each({ languages, children }: { readonly languages: SlipStyle['languages']; readonly children: ReactNode }) {
  return languages.map((language) => (
    <WordsIn key={language} language={language}>
      <div lang={language}>{children}</div>
    </WordsIn>
  ));
}

/** A few words in each language, on one line where they fit. */
function Label({ id, languages }: { readonly id: MessageId; readonly languages: SlipStyle['languages'] }) {
  return (
    <p>
      {languages.map((language, index) => (
        <Fragment key={language}>
          {index === 0 ? null : ' · '}
          <WordsIn language={language}>
            <span lang={language}>
              <Word id={id} />
            </span>
          </WordsIn>
        </Fragment>
      ))}
    </p>
  );
}

function Word({ id }: { readonly id: MessageId }) {
  return useText()(id);
}

interface FactProps {
  readonly id: MessageId;
  readonly languages: SlipStyle['languages'];
  readonly children: ReactNode;
}

function Fact({ id, languages, children }: FactProps) {
  return (
    <>
      <dt>
        <Label id={id} languages={languages} />
      </dt>
      <dd>{children}</dd>
    </>
  );
}

function Service({ name }: { readonly name: string | null }) {
  return useServiceWords()(name);
}

function Status({ slip }: { readonly slip: SlipFacts }) {
  const t = useText();
  const when = useWhenIn(slip.timeZone);
  const time = useTimeInPart();
  const { held, state } = slip;
  const today = wallDateOf(slip.madeAt, slip.timeZone);
  return (
    <>
      <b>{t(`slip.${state}`)}</b>
      <p>{t(`slip.${state}.body`, { time: time(wallTimeOf(slip.since, slip.timeZone)) })}</p>
      {held === null ? null : (
        <p>{t(`slip.waiting.${held.by}`, { retry: held.until === null ? '' : when.moment(held.until, today) })}</p>
      )}
    </>
  );
}

function TestStatus() {
  const t = useText();
  return (
    <>
      <b>{t('slip.test.status')}</b>
      <p>{t('slip.test.body')}</p>
    </>
  );
}

/** With words beside it where it is there to be shown. */
function Code({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  const t = useText();
  return (
    <div className={c('codeRow')}>
      <QrCode text={text} label={t('slip.code.label')} />
      {children === undefined ? null : <div>{children}</div>}
    </div>
  );
}

function Made({ slip }: { readonly slip: AnySlip }) {
  const t = useText();
  const when = useWhenIn(slip.timeZone);
  const time = useTimeInPart();
  const { madeAt, timeZone, deviceLetter } = slip;
  const made = `${when.fullDay(wallDateOf(madeAt, timeZone))}, ${time(wallTimeOf(madeAt, timeZone))}`;
  return (
    <>
      {slip.kind === 'slip' && slip.reprint ? <b>{t('slip.reprint')}</b> : null}
      <p>{t('slip.made', { when: made, letter: deviceLetter })}</p>
    </>
  );
}

/** `4:00–5:30 pm`, `11:00 am–1:00 pm`: the part of the day once where both ends lie in it. */
function Between({ slip }: { readonly slip: SlipFacts }) {
  const t = useText();
  const when = useWhenIn(slip.timeZone);
  const inPart = useTimeInPart();
  const start = wallTimeOf(slip.windowStartsAt, slip.timeZone);
  const end = wallTimeOf(slip.windowEndsAt, slip.timeZone);
  const word = (time: string): string => t(`slip.part.${dayPart(time)}`, { time: '' });
  const values = { start: deskTime(start), end: deskTime(end), startPart: inPart(start), endPart: inPart(end) };
  const range = t(word(start) === word(end) ? 'slip.range.same-part' : 'slip.range.two-parts', values);
  return t('slip.when', { date: when.day(slip.date), range });
}

/** A time (HH:mm) with its part of the day, in words. */
function useTimeInPart(): (time: string) => string {
  const t = useText();
  return (time) => t(`slip.part.${dayPart(time)}`, { time: deskTime(time) });
}

/** Long tokens are printed smaller, so that they stay on one line. */
function tokenSize(token: string): 'long' | 'longest' | null {
  if (token.length <= 6) return null;
  return token.length <= 8 ? 'long' : 'longest';
}
