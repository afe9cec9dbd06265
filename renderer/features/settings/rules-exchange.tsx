import { useState } from 'react';
import { rosterCode, rulesText } from '../../../shared/reservations/roster.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { PasteRules } from './paste-rules.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { RulesInHand } from './use-rules.ts';

const c = classNames(styles);

/** What came of copying or pasting, and the code of the rules that it was said of: with other rules it no longer holds. */
interface Outcome {
  readonly kind: 'copied' | 'not-copied' | 'taken';
  readonly code: string;
}

/** The code by which desks compare their rules, and the way to bring the rules to another desk (SPEC ROSTER-2, ROSTER-6). */
export function RulesExchange({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const [pasting, setPasting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { rules, branchId } = inHand;
  const code = rosterCode(rules);
  const said = outcome?.code === code ? outcome.kind : null;
  const copy = (): void => {
    navigator.clipboard.writeText(rulesText(rules, branchId)).then(
      () => {
        setOutcome({ kind: 'copied', code });
      },
      () => {
        setOutcome({ kind: 'not-copied', code });
      },
    );
  };
  return (
    <SettingRow title={t('rules.code')} help={t('rules.code.help')}>
      <div className={c('stack')}>
        <p className={c('rulesCode')}>
          <b lang="en">{code}</b> <span>{t('rules.code.same')}</span>
        </p>
        <div className={c('buttons')}>
          <Button onPress={copy}>{t('rules.copy')}</Button>
          <Button
            expanded={pasting}
            onPress={() => {
              setPasting(!pasting);
              setOutcome(null);
            }}
          >
            {t('rules.paste')}
          </Button>
        </div>
        <div role="status">{said === null ? null : <p>{t(`rules.exchange.${said}`)}</p>}</div>
        {pasting ? (
          <PasteRules
            inHand={inHand}
            onDone={(taken) => {
              setPasting(false);
              setOutcome(taken === null ? null : { kind: 'taken', code: rosterCode(taken) });
            }}
          />
        ) : null}
      </div>
    </SettingRow>
  );
}
