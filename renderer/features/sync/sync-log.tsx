import { useState } from 'react';
import type { SyncLogLine } from '../../desk/contract.ts';
import { isMessageId } from '../../i18n/catalogues.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { TextButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { logTime } from './condition-words.ts';
import styles from './sync.module.css';

const c = classNames(styles);

/** What sync did, without names; for support. */
export function SyncLog() {
  const t = useText();
  const { timeZone } = useWhen();
  const { log } = useView(useDesk().views.sync);
  const [copied, setCopied] = useState<'copied' | 'not-copied' | null>(null);
  const lineOf = (line: SyncLogLine): string =>
    `${logTime(line.at, timeZone)}  ${isMessageId(line.message) ? t(line.message, line.values) : line.message}`;
  const text = log.map(lineOf).join('\n');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied('copied');
      },
      () => {
        setCopied('not-copied');
      },
    );
  };
  return (
    <div>
      <h3>{t('sync.log')}</h3>
      {log.length === 0 ? (
        <p className={c('quiet')}>{t('sync.log.empty')}</p>
      ) : (
        <>
          {/* Scrolls, so it takes the focus of the keyboard. */}
          <pre className={c('log')} tabIndex={0} role="log" aria-label={t('sync.log')}>
            {text}
          </pre>
          <p className={c('quiet')}>
            <TextButton onPress={copy}>{t('sync.log.copy')}</TextButton> · {t('sync.log.private')}
            <span role="status">{copied === null ? null : <b> · {t(`sync.log.${copied}`)}</b>}</span>
          </p>
        </>
      )}
    </div>
  );
}
