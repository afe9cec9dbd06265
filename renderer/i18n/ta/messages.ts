import type { Catalogue } from '../catalogue.ts';
import { board } from './board.ts';
import { booking } from './booking.ts';
import { change } from './change.ts';
import { common } from './common.ts';
import { conflicts } from './conflicts.ts';
import { history } from './history.ts';
import { kiosk } from './kiosk.ts';
import { printing } from './printing.ts';
import { report } from './report.ts';
import { rules } from './rules.ts';
import { search } from './search.ts';
import { setUp } from './set-up.ts';
import { settings } from './settings.ts';
import { setupFile } from './setup-file.ts';
import { shell } from './shell.ts';
import { slip } from './slip.ts';
import { start } from './start.ts';
import { sync } from './sync.ts';
import { updates } from './updates.ts';
import { walkIn } from './walk-in.ts';

export const ta: Catalogue = {
  ...common,
  ...shell,
  ...board,
  ...booking,
  ...walkIn,
  ...slip,
  ...printing,
  ...sync,
  ...conflicts,
  ...change,
  ...history,
  ...search,
  ...settings,
  ...rules,
  ...report,
  ...start,
  ...setUp,
  ...setupFile,
  ...updates,
  ...kiosk,
};
