import { clinicLacks } from '../../desk/holding.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { DayState, dayStateOf } from './day-state.tsx';
import { KeyNumbers } from './key-numbers.tsx';
import { ReportHead } from './report-head.tsx';
import { ServicesCard } from './services-card.tsx';
import { ApartCard, ToldCard, UnreportedCard } from './told-cards.tsx';
import { ToNoteCard } from './to-note-card.tsx';
import { WaitsCard } from './waits-card.tsx';
import { WindowsCard } from './windows-card.tsx';
import styles from './report.module.css';

const c = classNames(styles);

/** What became of the day on the board: figures, pictures and lists; saved as a file or printed. */
export function ReportScreen() {
  const t = useText();
  const { views } = useDesk();
  const report = useView(views.report);
  const clinic = useView(views.clinic);
  const lacks = clinicLacks(clinic, useView(views.sync));
  const state = dayStateOf(report, clinic, lacks);
  return (
    // Scrolls as a whole; where nothing in it takes the focus, the keyboard still can.
    <section className={c('report')} aria-label={t('report.title')} tabIndex={-1}>
      <ReportHead report={report} ready={state === null} />
      {state === null ? null : <DayState state={state} />}
      {state === null || state.kind === 'empty' ? (
        <>
          <KeyNumbers report={report} />
          <div className={c('columns')}>
            <div className={c('column')}>
              <WindowsCard report={report} />
              <ServicesCard report={report} />
            </div>
            <div className={c('column')}>
              {report.when === 'ahead' ? null : <WaitsCard waits={report.waits} />}
              {report.when === 'ahead' ? null : <ToNoteCard rows={report.toNote} />}
              {report.unreported.length === 0 ? null : <UnreportedCard rows={report.unreported} />}
              <ToldCard told={report.told} sample={clinic.sample} />
              <ApartCard report={report} />
            </div>
          </div>
        </>
      ) : null}
    </section>
  );
}
