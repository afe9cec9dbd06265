import { useState } from 'react';
import type { SyncLogLine } from '../../desk/contract.ts';
import { isMessageId } from '../../i18n/catalogues.ts';
import { useRefusalWords } from '../../i18n/use-refusal-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { TextButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { logTime } from './condition-words.ts';
import styles from './sync.module.css';

const c = classNames(styles);

/** Lines shown; all of them are copied. */
const mostLines = 12;
/** Seconds from which a length of time is said in minutes. */
const shortestInMinutes = 120;

/** What sync did, without names; for support. */
export function SyncLog() {
  const t = useText();
  const { timeZone } = useWhen();
  const valuesOf = useLineValues();
  const { log } = useView(useDesk().views.sync);
  const [copied, setCopied] = useState<'copied' | 'not-copied' | null>(null);
  const lineOf = (line: SyncLogLine): string =>
    `${logTime(line.at, timeZone)}  ${isMessageId(line.message) ? t(line.message, valuesOf(line.values)) : line.message}`;
  const copy = (): void => {
    const lines = log.map((line) => lineOf(line) + rawDetail(line.values));
    navigator.clipboard.writeText(lines.join('\n')).then(
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
      <h3>{t('sync.lines')}</h3>
      {log.length === 0 ? (
        <p className={c('quiet')}>{t('sync.lines.empty')}</p>
      ) : (
        <>
          <pre className={c('log')} role="log" aria-label={t('sync.lines')}>
            {log.slice(0, mostLines).map(lineOf).join('\n')}
          </pre>
          <p className={c('quiet')}>
            <TextButton onPress={copy}>{t('sync.lines.copy')}</TextButton> · {t('sync.lines.private')}
            <span role="status">{copied === null ? null : <b> · {t(`sync.lines.${copied}`)}</b>}</span>
          </p>
        </>
      )}
    </div>
  );
}

/** What support can use and nobody at the desk can read. */
function rawDetail({ code, detail }: SyncLogLine['values']): string {
  const raw = code ?? detail;
  return raw === undefined ? '' : ` [${String(raw)}]`;
}

/** Values that stand for words of their own: a cause, an operation, what was found. */
const wordGroups = ['cause', 'found', 'missing', 'operation'] as const;

/** The values of a line with their codes in words and their seconds as a length of time. */
function useLineValues(): (values: SyncLogLine['values']) => SyncLogLine['values'] {
  const t = useText();
  const when = useWhen();
  const refusalWords = useRefusalWords();
  return (values) => {
    const said: Record<string, string | number> = { ...values };
    for (const group of wordGroups) {
      const id = `sync.${group}.${String(values[group])}`;
      if (isMessageId(id)) said[group] = t(id);
      else if (group === 'cause') said[group] = t('sync.cause.other');
    }
    if (values['token'] === '') said['token'] = t('sync.log.no-token');
    const { code, words } = values;
    if (code !== undefined) said['code'] = refusalWords(String(code), String(words ?? ''));
    const seconds = values['seconds'];
    if (typeof seconds === 'number') {
      said['seconds'] = seconds < shortestInMinutes ? t('sync.seconds', { seconds }) : when.age(seconds * 1000);
    }
    return said;
  };
}
