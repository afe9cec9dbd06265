import type { NoAnswerCause } from '../../../shared/api/reply.ts';
import { serverWords } from '../../../shared/sync/server-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Message } from '../../ui/message.tsx';
import { ScopeList } from './scope-list.tsx';
import type { TrialState } from './use-trial.ts';

type Trouble = Extract<TrialState, { readonly kind: 'trouble' }>;

type TroubleKey = 'offline' | 'not-found' | 'silent' | 'not-safe' | 'not-huskyvoice' | 'server';

const keyOfCause = {
  'no-network': 'offline',
  'no-route': 'offline',
  dns: 'not-found',
  refused: 'silent',
  timeout: 'silent',
  reset: 'silent',
  tls: 'not-safe',
  'not-json': 'not-huskyvoice',
  'not-api': 'not-huskyvoice',
  'bad-shape': 'not-huskyvoice',
  'server-error': 'server',
} as const satisfies Record<NoAnswerCause, TroubleKey>;

/** Why an address and a key do not work, and what to do about it. */
export function TrialTrouble({ trial, at }: Omit<Trouble, 'kind'>) {
  const t = useText();
  switch (trial.kind) {
    case 'scope-missing':
      return (
        <Message tone="warn" heading={t('set-up.trouble.scope-missing', { count: trial.scopes.length })}>
          <ScopeList scopes={trial.scopes} />
          <p>{t('set-up.trouble.scope-missing.do')}</p>
        </Message>
      );
    case 'no-answer': {
      const key = keyOfCause[trial.cause];
      return (
        <Message tone="warn" heading={t(`set-up.trouble.${key}`)}>
          {t(`set-up.trouble.${key}.do`)}
        </Message>
      );
    }
    case 'wait':
      return (
        <Message tone="warn" heading={t('set-up.trouble.wait')}>
          {t('set-up.trouble.wait.do', { seconds: Math.max(1, Math.ceil((trial.until - at) / 1000)) })}
        </Message>
      );
    case 'refused':
      return <RefusedWords message={trial.message} />;
    case 'key-refused':
    case 'quota':
      return (
        <Message tone="warn" heading={t(`set-up.trouble.${trial.kind}`)}>
          {t(`set-up.trouble.${trial.kind}.do`)}
        </Message>
      );
  }
}

function RefusedWords({ message }: { readonly message: string }) {
  const t = useText();
  const said = serverWords(message);
  return (
    <Message tone="warn" heading={t('set-up.trouble.refused')}>
      <p>{said === null ? t('set-up.trouble.refused.silent') : t('sync.says', { message: said })}</p>
      <p>{t('set-up.trouble.refused.do')}</p>
    </Message>
  );
}
