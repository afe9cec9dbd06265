import { holdsUp } from '../../../shared/sync/condition.ts';
import type { ReportView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { OutletAnswer } from './outlet-answer.tsx';
import { useOutlets } from './use-outlets.ts';
import styles from './report.module.css';

const c = classNames(styles);

interface ReportHeadProps {
  readonly report: ReportView;
  /** There is something to save and to print. */
  readonly ready: boolean;
}

/** Which day of which branch, how far the figures can be relied on, and the ways out of the screen. */
export function ReportHead({ report, ready }: ReportHeadProps) {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const { branch, clinicName } = useView(views.clinic);
  const outlets = useOutlets(report, ready);
  const standing = useStanding(report);
  return (
    <>
      <div className={c('head')}>
        <div>
          <p className={c('paperClinic')}>{clinicName}</p>
          <h1>
            {t('report.title')}
            <span className={c('of')}>
              {' '}
              · {when.fullDay(report.date)}
              {branch === null || branch.name === '' ? null : ` · ${branch.name}`}
            </span>
          </h1>
          {ready ? <p className={c('standing')}>{standing}</p> : null}
          <PaperLine />
        </div>
        {ready ? (
          <div className={c('outlets')}>
            <Button
              icon="file"
              onPress={outlets.save}
              disabled={outlets.busy === 'print'}
              busy={outlets.busy === 'save' ? t('report.saving') : undefined}
            >
              {t('report.save')}
            </Button>
            <Button
              icon="print"
              onPress={outlets.print}
              disabled={outlets.busy === 'save'}
              busy={outlets.busy === 'print' ? t('printing.busy') : undefined}
              {...(outlets.letter ? { keyCap: 'P', shortcut: 'P' } : {})}
            >
              {t('report.print')}
            </Button>
          </div>
        ) : null}
      </div>
      <div className={c('answer')}>{outlets.answer === null ? null : <OutletAnswer answer={outlets.answer} />}</div>
    </>
  );
}

/** What the figures rest on: as of when, what is missing, what HuskyVoice has still to be told. */
function useStanding({ when: day, pulledAt, told }: ReportView): string {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const { now, today } = useView(views.clock);
  const { sample } = useView(views.clinic);
  const { condition } = useView(views.sync);
  const words = [t('report.as-of', { time: when.time(now) })];
  if (day === 'ahead') words.push(t('report.ahead'));
  if (sample) return [...words, t('report.sample')].join(' ');
  const owed = told.waiting + told.endsWaiting;
  if (told.waiting > 0) words.push(t('report.unsent', { count: told.waiting }));
  if (pulledAt === null) words.push(t('report.part-fetched'));
  else if (holdsUp(condition, 'reading')) words.push(t('report.as-known', { time: when.moment(pulledAt, today) }));
  else if (owed + told.needsYou + told.unreported === 0) words.push(t('report.all-sent'));
  return words.join(' ');
}

/** On paper only: when it was printed, and at which desk. */
function PaperLine() {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const { now, today } = useView(views.clock);
  const { deviceName, deviceLetter } = useView(views.settings).settings;
  return (
    <p className={c('paperLine')}>
      {t('report.printed', {
        day: when.fullDay(today),
        time: when.time(now),
        device: deviceName,
        letter: deviceLetter,
      })}
    </p>
  );
}
