import { useText } from '../../i18n/use-text.ts';
import { RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Message } from '../../ui/message.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { RulesInHand } from './use-rules.ts';

const c = classNames(styles);

const policies = ['balanced', 'strict'] as const;

/** How several desks share places while they can't see each other, each way with what it costs (SPEC RES-2, RES-6). */
export function SharingSetting({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const { policy, devices } = inHand.rules;
  const unknown = devices.filter(({ installId, retiredOn }) => installId === '' && retiredOn === null);
  return (
    <SettingRow title={t('rules.policy')} help={t('rules.policy.help')}>
      <div className={c('stack')}>
        <RadioCards
          label={t('rules.policy')}
          labelHidden
          value={policy}
          choices={policies.map((value) => ({
            value,
            label: t(`rules.policy.${value}`),
            note: t(`rules.policy.${value}.note`),
          }))}
          onChange={(value) => {
            const chosen = policies.find((candidate) => candidate === value);
            if (chosen !== undefined) void inHand.change((now) => ({ ...now, policy: chosen }));
          }}
        />
        <div role="status">
          {policy === 'strict' && unknown.length > 0 ? (
            <Message tone="warn" heading={t('rules.policy.unknown')}>
              {t('rules.policy.unknown.body', { letters: unknown.map(({ letter }) => letter).join(', ') })}
            </Message>
          ) : null}
        </div>
      </div>
    </SettingRow>
  );
}
