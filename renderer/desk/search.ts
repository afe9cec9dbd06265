import { windowOfAppointment } from '../../shared/booking/index.ts';
import { promisedPlace } from '../../shared/model/booking.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import { rowOfBooking, rowOfRecord, tokensOfLinked, type RowContext } from './appointment-rows.ts';
import type { FoundView, SearchAnswer } from './contract.ts';
import type { HistoryEntry, HistoryIndex } from './history-index.ts';
import { digitsFound, readQuery, type SearchQuery } from './search-query.ts';

/** More than this nobody reads: another letter is quicker. */
export const mostFound = 50;

export interface SearchContext extends RowContext {
  readonly index: HistoryIndex;
  readonly clinicId: ClinicId;
  /** Organisation-local date. */
  readonly today: string;
  /** The branch of this desk. */
  readonly branchId: string;
  readonly branchName: (branchId: string) => string;
  /** The branch of this desk is given from outside and can't be changed. */
  readonly branchFixed: boolean;
  readonly compareNames: (a: string, b: string) => number;
}

/** What is found in all appointments that are known here. Pure. */
export function search(text: string, context: SearchContext): SearchAnswer {
  const query = readQuery(text);
  if (query === null) return { kind: 'nothing-asked' };
  const { today, branchId, clinicId, compareNames } = context;
  const asked = { query, today, branchId, clinicId, compareNames, limit: mostFound };
  const { entries, count } = context.index.search(asked);
  return {
    kind: 'answered',
    found: entries.map((entry) => foundOf(entry, query, context)),
    count,
    begin: query.begin,
  };
}

function foundOf(entry: HistoryEntry, query: SearchQuery, context: SearchContext): FoundView {
  const { index, snapshot } = context;
  const placed = entry.booking === null ? entry.record : promisedPlace(entry.booking);
  const window = windowOfAppointment(placed, snapshot);
  const elsewhere = placed.branchId !== context.branchId;
  return {
    ...rowOf(entry, index, context),
    date: entry.date,
    session: entry.session,
    batch: entry.batch,
    window: window === undefined ? null : { startTime: window.startTime, endTime: window.endTime },
    branchId: placed.branchId,
    otherBranch: elsewhere ? context.branchName(placed.branchId) : null,
    opens: !elsewhere || !context.branchFixed,
    digits: digitsFound(entry, query),
  };
}

function rowOf(entry: HistoryEntry, index: HistoryIndex, context: RowContext) {
  const record = entry.booking === null ? entry.record : index.recordOf(entry.booking);
  const linked = record === undefined ? [] : index.linkedTo(record.appointmentId);
  const voidTokens = tokensOfLinked(linked);
  return entry.booking === null
    ? rowOfRecord(entry.record, voidTokens, context)
    : rowOfBooking(entry.booking, record, voidTokens, context);
}
