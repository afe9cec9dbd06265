import { useCallback } from 'react';
import { serverWords } from '../../../shared/sync/server-words.ts';
import type { AppointmentView, ReportRow, ReportView } from '../../desk/contract.ts';
import { useRefusalWords } from '../../i18n/use-refusal-words.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { phoneInGroups } from '../../ui/phone-number.ts';
import { csvOf, type CsvValue } from './csv.ts';

const columns = [
  'date',
  'token',
  'state',
  'arrived',
  'waited',
  'name',
  'phone',
  'service',
  'doctor',
  'window',
  'made',
  'sync',
  'reason',
] as const;

/** One line for each appointment of the day, under a header in the desk's language; times are of the organisation's zone. */
export function useReportCsv(): (report: ReportView) => string {
  const t = useText();
  const serviceWords = useServiceWords();
  const reasonWords = useReasonWords();
  return useCallback(
    (report) => {
      const lineOf = ({ row, window, waitedMs }: ReportRow): readonly CsvValue[] => [
        report.date,
        row.token ?? '',
        t(`common.visit.${row.visit}`),
        row.arrivedTime ?? '',
        waitedMs === null ? '' : Math.floor(waitedMs / 60_000),
        row.patientName,
        // In groups, so that a spreadsheet leaves it a text and takes nothing off it.
        phoneInGroups(row.phone),
        serviceWords(row.serviceName),
        row.doctor ?? '',
        window === null ? '' : `${window.batch} ${window.startTime}–${window.endTime}`,
        t(`report.csv.made.${row.walkIn ? 'walk-in' : row.own ? 'here' : 'elsewhere'}`),
        t(`common.mark.${row.mark}`),
        reasonWords(row),
      ];
      return csvOf([columns.map((column) => t(`report.csv.${column}`)), ...report.rows.map(lineOf)]);
    },
    [t, serviceWords, reasonWords],
  );
}

/** Why it was moved or cancelled from here, or why HuskyVoice did not take it. */
export function useReasonWords(): (row: AppointmentView) => string {
  const t = useText();
  const refusalWords = useRefusalWords();
  return useCallback(
    ({ life, reason }) => {
      if (life !== null && 'refusal' in life) {
        return refusalWords(life.refusal.code, serverWords(life.refusal.message) ?? '');
      }
      if (reason === null) return '';
      const words = t(`report.reason.${reason.code}`);
      return reason.words === null ? words : `${words}: ${reason.words}`;
    },
    [t, refusalWords],
  );
}
