import { useEffect, useEffectEvent, useState } from 'react';
import type { ReportView } from '../../desk/contract.ts';
import type { PrintResult, SaveFileResult } from '../../../shared/ipc/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { useReportCsv } from './report-csv.ts';
import { reportName } from './report-name.ts';

/** What came of saving or printing, where there is something to say. */
export type OutletAnswer =
  | { readonly of: 'save'; readonly result: Exclude<SaveFileResult, { readonly kind: 'cancelled' }> }
  | { readonly of: 'print'; readonly result: Exclude<PrintResult, { readonly kind: 'cancelled' | 'printed' }> };

export interface Outlets {
  readonly busy: 'save' | 'print' | null;
  readonly save: () => void;
  readonly print: () => void;
  readonly answer: OutletAnswer | null;
  /** P prints. */
  readonly letter: boolean;
}

const notWritten = { kind: 'not-saved', reason: 'not-written' } as const;

/** The ways of a report out of the desk: a file for a spreadsheet, and paper. One at a time. */
export function useOutlets(report: ReportView, ready: boolean): Outlets {
  const { views, intents } = useDesk();
  const { branch } = useView(views.clinic);
  const { letterShortcuts } = useView(views.settings).settings;
  const csv = useReportCsv();
  const [busy, setBusy] = useState<Outlets['busy']>(null);
  const [answer, setAnswer] = useState<OutletAnswer | null>(null);
  const name = reportName(branch, report.date);
  const begin = (outlet: 'save' | 'print'): boolean => {
    if (busy !== null || !ready) return false;
    setBusy(outlet);
    setAnswer(null);
    return true;
  };
  const save = (): void => {
    if (!begin('save')) return;
    void intents
      .saveFile(`${name}.csv`, csv(report))
      .catch(() => notWritten)
      .then((result) => {
        setBusy(null);
        setAnswer(result.kind === 'cancelled' ? null : { of: 'save', result });
      });
  };
  const print = (): void => {
    if (!begin('print')) return;
    void intents
      .printPage(name, false)
      .catch(() => notWritten)
      .then((result) => {
        setBusy(null);
        setAnswer(result.kind === 'cancelled' || result.kind === 'printed' ? null : { of: 'print', result });
      });
  };
  usePrintLetter(print, letterShortcuts && ready);
  return { busy, save, print, answer, letter: letterShortcuts };
}

/** P, unless somebody is typing, letters are switched off, or a panel or a dialog is over the screen. */
function usePrintLetter(print: () => void, enabled: boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!enabled || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() !== 'p' || isElsewhere(event.target)) return;
    event.preventDefault();
    print();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true;
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}
