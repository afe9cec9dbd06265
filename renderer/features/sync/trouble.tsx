import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import { clockAmount, mendedInSettings, type ConditionKey } from './condition-words.ts';

/** What is wrong and since when, for a heading. */
export function useTroubleTitle(): (key: ConditionKey) => string {
  const t = useText();
  const when = useWhen();
  const { condition, since } = useView(useDesk().views.sync);
  const retry = condition.kind === 'rate-limited' ? when.exactTime(condition.retryAt) : '';
  return (key) => t(`sync.${key}.title`, { time: when.time(since), retry });
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
  const message = condition.kind === 'scope-missing' ? condition.message : '';
  return (
    <>
      <p>{t(`sync.${trouble}.why`, { message })}</p>
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
  const { clockAheadMs } = useView(useDesk().views.sync);
  if (clockAheadMs === null) return null;
  const { unit, count } = clockAmount(clockAheadMs);
  const amount = t(`sync.amount.${unit}`, { count });
  return (
    <Message tone="warn" heading={t('sync.clock.title')}>
      <p>{t(clockAheadMs > 0 ? 'sync.clock.ahead' : 'sync.clock.behind', { amount })}</p>
      <p>{t('sync.clock.do')}</p>
    </Message>
  );
}
