import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import type { OutletAnswer as Answer } from './use-outlets.ts';
import styles from './report.module.css';

const c = classNames(styles);

/** Where the file lies, or why there is none. */
export function OutletAnswer({ answer }: { readonly answer: Answer }) {
  const t = useText();
  const { intents } = useDesk();
  const { result } = answer;
  if (result.kind === 'not-saved') {
    return (
      <Message tone="bad" role="alert" heading={t(answer.of === 'save' ? 'report.not-saved' : 'report.not-printed')}>
        {t(result.reason === 'disk-full' ? 'report.disk-full' : 'report.not-written')}
      </Message>
    );
  }
  return (
    <Message
      tone={'why' in result ? 'warn' : 'good'}
      role="status"
      heading={'why' in result ? t(`printing.saved.${result.why}`) : t('report.saved')}
      actions={
        <Button
          onPress={() => {
            intents.showFile(result.path);
          }}
        >
          {t('printing.show')}
        </Button>
      }
    >
      <p className={c('path')}>{result.path}</p>
      <p>{t('report.saved.body')}</p>
    </Message>
  );
}
