import { serverWords } from '../../../shared/sync/server-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import { endsAt, type ConditionKey } from '../../desk/holding.ts';
import { clockAmount, mendedInSettings } from './condition-words.ts';

/** What is wrong and since when, for a heading. */
export function useTroubleTitle(): (key: ConditionKey) => string {
  const t = useText();
  const when = useWhen();
  const { since } = useView(useDesk().views.sync);
  const { today } = useView(useDesk().views.clock);
  const retry = useEnd();
  return (key) => t(`sync.${key}.title`, { time: when.moment(since, today), retry });
}

/** When the condition ends by itself, in words; empty where nobody knows. */
function useEnd(): string {
  const when = useWhen();
  const { views } = useDesk();
  const end = endsAt(useView(views.sync).condition);
  const { today } = useView(views.clock);
  return end === null ? '' : when.until(end, today);
}

/** Why it is so, and what to do. */
export function TroubleWords({
  trouble,
  withSettings,
}: {
  readonly trouble: ConditionKey;
  /** Offer the way to Settings where the remedy is there. */
  readonly withSettings: boolean;
}) {
  const t = useText();
  const { condition } = useView(useDesk().views.sync);
  const retry = useEnd();
  const stops = condition.kind === 'scope-missing' ? condition.stops : '';
  const said = condition.kind === 'scope-missing' ? serverWords(condition.message) : null;
  return (
    <>
      <p>{t(`sync.${trouble}.why`, { retry, stops })}</p>
      {said === null ? null : <p>{t('sync.says', { message: said })}</p>}
      <p>
        <b>{t('sync.do')}:</b> {t(`sync.${trouble}.do`)}
      </p>
      {withSettings && mendedInSettings(trouble) ? (
        <p>
          <ButtonLink href="#/settings" small>
            {t('sync.settings')}
          </ButtonLink>
        </p>
      ) : null}
    </>
  );
}

/** Shown only where the computer's clock is off far enough to matter. */
export function ClockNotice() {
  const t = useText();
  const { views } = useDesk();
  const { clockAheadMs } = useView(views.sync);
  const { clockFixed } = useView(views.settings).environment;
  if (clockAheadMs === null) return null;
  const { unit, count } = clockAmount(clockAheadMs);
  const amount = t(`sync.amount.${unit}`, { count });
  return (
    <Message tone="warn" heading={t('sync.clock.title')}>
      <p>{t(clockAheadMs > 0 ? 'sync.clock.ahead' : 'sync.clock.behind', { amount })}</p>
      <p>{t(clockFixed ? 'sync.clock.fixed' : 'sync.clock.do')}</p>
    </Message>
  );
}
