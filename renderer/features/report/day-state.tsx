import type { ClinicView, ReportView } from '../../desk/contract.ts';
import type { clinicLacks } from '../../desk/holding.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './report.module.css';

const c = classNames(styles);

/** Why a day has no report. `empty`: there is one, and nobody in it. */
export interface DayStateWords {
  readonly kind: 'loading' | 'unknown' | 'closed' | 'empty';
  readonly heading: MessageId;
  readonly body: MessageId | null;
}

/** Null where there is something to report. */
export function dayStateOf(
  report: ReportView,
  { branch, awaitsFirstSync, sample }: ClinicView,
  lacks: ReturnType<typeof clinicLacks>,
): DayStateWords | null {
  if (report.rows.length > 0) return null;
  if (branch === null) return { kind: 'unknown', heading: 'board.empty.branch', body: 'board.empty.branch-body' };
  if (lacks !== null) return { kind: 'unknown', heading: `board.lacks.${lacks}`, body: 'board.lacks.do' };
  if (awaitsFirstSync) {
    return { kind: 'unknown', heading: 'board.empty.first-sync', body: 'board.empty.first-sync-body' };
  }
  if (report.loading) return { kind: 'loading', heading: 'board.loading', body: null };
  if (report.pulledAt === null && !sample) {
    return { kind: 'unknown', heading: 'report.not-fetched', body: 'report.not-fetched.body' };
  }
  if (report.windows.length === 0) {
    return { kind: 'closed', heading: 'report.closed-day', body: 'report.closed-day.body' };
  }
  return {
    kind: 'empty',
    heading: report.when === 'past' ? 'report.empty' : 'report.empty.ahead',
    body: report.when === 'past' ? null : 'report.empty.body',
  };
}

export function DayState({ state }: { readonly state: DayStateWords }) {
  const t = useText();
  return (
    <div className={c('state')} role="status" aria-busy={state.kind === 'loading'}>
      <p className={c('stateHeading')}>{t(state.heading)}</p>
      {state.body === null ? null : <p>{t(state.body)}</p>}
      {state.kind === 'loading' ? null : <ButtonLink href="#/">{t('shell.nav.board')}</ButtonLink>}
    </div>
  );
}
