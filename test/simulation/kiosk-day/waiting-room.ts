import type { AppointmentView, BoardView } from '../../../renderer/desk/contract.ts';
import type { Room } from '../../../shared/kiosk/messages.ts';
import type { Disk } from '../../sync/world/memory-store.ts';

/**
 * What the waiting room's screen has to show of a board (shared/kiosk/SPEC.md, DISPLAY; shared/visit/SPEC.md, VISIT-8 and VISIT-9), worked
 * out without the product: the tokens of each window, windows where nothing is to be shown left out.
 */
export function roomsExpected(board: BoardView, disk: Disk): readonly Pick<Room, 'batch' | 'serving' | 'next'>[] {
  return board.windows
    .map(({ calendarId, batch }) => {
      const rows = board.appointments.filter((row) => row.calendarId === calendarId && row.token !== null);
      return { batch, serving: servingOf(rows), next: nextOf(rows, disk) };
    })
    .filter(({ serving, next }) => serving !== null || next.length > 0);
}

function servingOf(rows: readonly AppointmentView[]): Room['serving'] {
  const [latest] = rows
    .filter(({ visit }) => visit === 'called' || visit === 'with-doctor')
    .sort((one, other) => (other.visitSince ?? 0) - (one.visitSince ?? 0));
  return latest === undefined ? null : { token: latest.token ?? '', since: latest.visitSince ?? 0 };
}

function nextOf(rows: readonly AppointmentView[], disk: Disk): string[] {
  return rows
    .filter(({ visit, bookingId }) => visit === 'arrived' && !isCancelledElsewhere(bookingId, disk))
    .sort(
      (one, other) =>
        (one.arrivedAt ?? 0) - (other.arrivedAt ?? 0) || (one.token ?? '').localeCompare(other.token ?? ''),
    )
    .slice(0, 3)
    .map(({ token }) => token ?? '');
}

function isCancelledElsewhere(bookingId: string | null, disk: Disk): boolean {
  return bookingId !== null && disk.bookings.get(bookingId)?.life.state === 'REMOTE_CANCELLED';
}
