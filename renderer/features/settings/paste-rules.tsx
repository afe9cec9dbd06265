import { useState } from 'react';
import type { BranchRules } from '../../../shared/reservations/branch-rules.ts';
import { readRulesText, rosterCode, shareDenied } from '../../../shared/reservations/roster.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Message } from '../../ui/message.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useRuleChanges } from './rule-changes.ts';
import styles from './settings.module.css';
import type { RulesInHand } from './use-rules.ts';

const c = classNames(styles);

type Pasted =
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly words: string }
  | { readonly kind: 'rules'; readonly rules: BranchRules };

/** Rules from another desk: what they change is shown before they are taken; what can't be used says why and changes nothing. */
export function PasteRules({
  inHand,
  onDone,
}: {
  readonly inHand: RulesInHand;
  /** Null: they were left. */
  readonly onDone: (taken: BranchRules | null) => void;
}) {
  const t = useText();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const pasted = usePasted(text, inHand);
  const fault = pasted.kind === 'fault' ? pasted.words : refused ? t('rules.paste.not-saved') : undefined;
  return (
    <div className={c('stack')}>
      <TextField
        label={t('rules.paste.label')}
        multiline
        value={text}
        onChange={(value) => {
          setText(value);
          setRefused(false);
        }}
        help={t('rules.paste.help')}
        fault={fault}
        lang="en"
      />
      <div role="status">{pasted.kind === 'rules' ? <Preview inHand={inHand} next={pasted.rules} /> : null}</div>
      <div className={c('buttons')}>
        <Button
          tone="primary"
          disabled={pasted.kind !== 'rules'}
          onPress={() => {
            if (pasted.kind !== 'rules') return;
            void inHand
              .change(() => pasted.rules)
              .then((taken) => {
                if (taken) onDone(pasted.rules);
                else setRefused(true);
              });
          }}
        >
          {t('rules.paste.take')}
        </Button>
        <Button
          onPress={() => {
            onDone(null);
          }}
        >
          {t('rules.paste.leave')}
        </Button>
      </div>
    </div>
  );
}

function usePasted(text: string, { branchId, branchName, thisDevice }: RulesInHand): Pasted {
  const t = useText();
  if (text.trim() === '') return { kind: 'none' };
  const fault = (words: string): Pasted => ({ kind: 'fault', words });
  const reading = readRulesText(text, branchId);
  switch (reading.kind) {
    case 'not-rules':
    case 'newer':
      return fault(t(`rules.paste.${reading.kind}`));
    case 'other-branch':
      return fault(t('rules.paste.other-branch', { other: reading.branchId, branch: branchName }));
    case 'field':
      return fault(t('rules.paste.field', { field: reading.field }));
    case 'rules': {
      const { rules } = reading;
      if (rules.devices.some(({ letter }) => letter === thisDevice.letter)) return { kind: 'rules', rules };
      const letters = rules.devices.map(({ letter }) => letter).join(', ');
      return fault(
        letters === '' ? t('rules.paste.alone') : t('rules.paste.without', { letter: thisDevice.letter, letters }),
      );
    }
  }
}

/** What would change, and whether this computer is the one that the rules know by its letter. */
function Preview({ inHand, next }: { readonly inHand: RulesInHand; readonly next: BranchRules }) {
  const t = useText();
  const changes = useRuleChanges(inHand.rules, next);
  const { thisDevice, today } = inHand;
  return (
    <div className={c('stack')}>
      {changes.length === 0 ? (
        <p>{t('rules.paste.same')}</p>
      ) : (
        <>
          <h4>{t('rules.paste.changes')}</h4>
          <KeyValue rows={[...changes, { key: t('rules.code'), value: rosterCode(next) }]} />
        </>
      )}
      {shareDenied(next, thisDevice, today) === 'installed-anew' ? (
        <Message tone="warn" heading={t('rules.paste.foreign', { letter: thisDevice.letter })}>
          {t('rules.paste.foreign.body', { letter: thisDevice.letter })}
        </Message>
      ) : null}
    </div>
  );
}
