import { Board } from './features/board/board.tsx';
import { VisitPanel } from './features/board/visit-panel.tsx';
import { BookingPanel } from './features/booking/booking-panel.tsx';
import { ChangePanel } from './features/change/change-panel.tsx';
import { ConflictsScreen } from './features/conflicts/conflicts-screen.tsx';
import { ReportScreen } from './features/report/report-screen.tsx';
import { BranchNotice } from './features/settings/branch-notice.tsx';
import { ConnectClinic } from './features/set-up/connect-clinic.tsx';
import { OpenedSetupFile } from './features/set-up/opened-setup-file.tsx';
import { SettingsScreen } from './features/settings/settings-screen.tsx';
import { StaffCallNotice } from './features/settings/staff-call-notice.tsx';
import { StartNotice } from './features/settings/start-notice.tsx';
import { UpdateNotice } from './features/settings/update-notice.tsx';
import type { Surfaces } from './features/shell/surfaces.ts';
import { SyncPanel } from './features/sync/sync-panel.tsx';
import { WalkInPanel } from './features/walk-in/walk-in-panel.tsx';

/** Which feature shows what: the one place that knows them all. */
export const surfaces: Surfaces = {
  notice: () => (
    <>
      <StaffCallNotice />
      <StartNotice />
      <BranchNotice />
      <UpdateNotice />
    </>
  ),
  question: OpenedSetupFile,
  board: Board,
  conflicts: ConflictsScreen,
  report: ReportScreen,
  settings: SettingsScreen,
  connect: ConnectClinic,
  panels: { booking: BookingPanel, 'walk-in': WalkInPanel, sync: SyncPanel, visit: VisitPanel, change: ChangePanel },
};
