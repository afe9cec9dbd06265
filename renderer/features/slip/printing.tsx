import { useState } from 'react';
import type { PrintedSlip } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button, type ButtonTone } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import styles from './printing.module.css';
import type { KeyHint } from '../../ui/use-keys.ts';

const c = classNames(styles);

/** A print that was asked for, and what became of the last one. */
export interface Printing {
  readonly start: () => void;
  readonly busy: boolean;
  /** Null: none was asked for, or it is under way. */
  readonly result: PrintedSlip | null;
}

/** @param print sends it; a call that does not come back counts as not printed */
export function usePrinting(print: () => Promise<PrintedSlip>): Printing {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<PrintedSlip | null>(null);
  const start = (): void => {
    setBusy(true);
    setResult(null);
    void print()
      .catch((): PrintedSlip => ({ kind: 'not-saved', reason: 'not-written' }))
      .then((outcome) => {
        setResult(outcome);
        setBusy(false);
      });
  };
  return { start, busy, result };
}

/** The slip of a booking: the first one, and after that reprints. */
export function useSlipPrinting(bookingId: string, before: 'none' | 'perhaps'): Printing {
  const { intents } = useDesk();
  const [out, setOut] = useState(false);
  return usePrinting(async () => {
    const outcome = await intents.printSlip(bookingId, out || before === 'perhaps');
    if (outcome.kind === 'printed' || outcome.kind === 'saved') setOut(true);
    return outcome;
  });
}

interface PrintSlipProps {
  readonly printing: Printing;
  readonly tone?: ButtonTone;
  /** The key that presses it. */
  readonly hint?: KeyHint;
}

export function PrintSlip({ printing, tone, hint }: PrintSlipProps) {
  const t = useText();
  return (
    <Button
      icon="print"
      onPress={printing.start}
      busy={printing.busy ? t('printing.busy') : undefined}
      {...(tone === undefined ? {} : { tone })}
      {...hint}
    >
      {t('printing.slip')}
    </Button>
  );
}

/** What became of a print, read out when it is known. */
export function PrintNote({ printing }: { readonly printing: Printing }) {
  return (
    <div className={c('note')} role="status">
      {printing.result === null ? null : <Outcome result={printing.result} />}
    </div>
  );
}

function Outcome({ result }: { readonly result: PrintedSlip }) {
  const t = useText();
  const { intents } = useDesk();
  switch (result.kind) {
    case 'printed':
      return <Message tone="good" icon="print" heading={t('printing.printed')} />;
    case 'no-slip':
      return <Message tone="warn" heading={t('printing.no-slip')} />;
    case 'not-saved':
      return (
        <Message tone="bad" heading={t('printing.not-saved')}>
          {t(`printing.not-saved.${result.reason}`)}
        </Message>
      );
    case 'saved':
      return (
        <Message
          icon="file"
          tone={result.why === 'no-printer' ? 'info' : 'warn'}
          heading={t(`printing.saved.${result.why}`)}
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
        </Message>
      );
  }
}
