import { randomUUID } from 'node:crypto';
import { app } from 'electron';
import type { IpcChannel, PublicKind, StartsAs } from '../../shared/ipc/contract.ts';
import type { Log } from '../log/log.ts';
import { channelIsFor } from '../main/ipc.ts';
import type { DeskWindows } from '../main/windows.ts';
import { KioskGate } from './gate.ts';
import type { PublicPorts } from './public-handlers.ts';
import type { MonitorId } from './monitors.ts';
import { PublicWindows } from './public-windows.ts';
import { KioskRelay } from './relay.ts';

export interface PublicScreensParts {
  /** Folder of main's own file; preload and pages lie beside it. */
  readonly mainFolder: string;
  /** Where the pages are served, without a slash at the end. */
  readonly pages: string;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
  readonly desks: DeskWindows;
  /** @param hidden it works for screens that patients see, and nobody sees it */
  readonly openDesk: (hidden: boolean) => void;
  readonly startsAs: StartsAs;
}

/** Kiosk and waiting-room screen, and the desk behind them. */
export interface PublicScreens {
  readonly ports: Omit<PublicPorts, 'pin'>;
  /** Opens what this start is to open. */
  start(): void;
  /** Somebody started the app once more. */
  startedAgain(wanted: StartsAs): void;
  /** The last window of the desk is gone. */
  deskClosed(): void;
  /** Whether a desk that is opened now only works for the other screens. */
  deskIsHidden(): boolean;
  /** Monitors that one of these screens fills. */
  filledMonitors(): readonly MonitorId[];
  /** Whether `id` is one of these screens and has any business on the channel. */
  mayCall(id: number, channel: IpcChannel): boolean;
}

const kinds = ['kiosk', 'display'] as const satisfies readonly PublicKind[];

export function openPublicScreens(parts: PublicScreensParts): PublicScreens {
  const { desks, openDesk } = parts;
  let hidden = parts.startsAs !== 'desk';
  let ending = false;
  const windows = new PublicWindows({
    mainFolder: parts.mainFolder,
    pages: parts.pages,
    log: parts.log,
    desksOn: () => desks.monitorsInSight,
    // Nobody could end an app none of whose windows can be seen.
    onClosed: () => {
      if (!hasPublic() && !desks.isInSight) app.quit();
    },
  });
  const hasPublic = (): boolean => kinds.some((kind) => windows.has(kind));
  const open = (kind: PublicKind): void => {
    windows.open(kind);
    desks.tell({ kind: 'picture-wanted' });
  };
  const showDesk = (): void => {
    hidden = false;
    if (desks.isEmpty) openDesk(false);
    else desks.focus();
  };
  const relay = relayBetween(desks, windows);
  const isBehindKiosk = (): boolean => windows.has('kiosk') && !desks.isInSight;
  app.on('before-quit', () => {
    ending = true;
    windows.letClose();
  });
  return {
    ports: {
      openPublic: open,
      hasPublic,
      relay,
      gate: gateBefore(relay, desks),
      callStaff: () => {
        desks.tell({ kind: 'staff-called', at: parts.now() });
        return desks.isInSight;
      },
      staffComing: (senderId) => {
        windows.tell({ kind: 'staff-coming' });
        desks.tell({ kind: 'staff-coming' }, senderId);
      },
      isKiosk: (senderId) => windows.isA('kiosk', senderId),
      leaveKiosk: (senderId) => {
        showDesk();
        windows.leave(senderId);
      },
    },
    start: () => {
      openDesk(hidden);
      if (parts.startsAs !== 'desk') open(parts.startsAs);
    },
    startedAgain: (wanted) => {
      if (wanted !== 'desk') open(wanted);
      // A kiosk is left by its PIN, not by starting the app once more.
      else if (!isBehindKiosk()) showDesk();
    },
    deskClosed: () => {
      // The screens go on, and need a desk that answers them.
      if (!ending && hasPublic()) openDesk(true);
    },
    deskIsHidden: () => hidden || isBehindKiosk(),
    filledMonitors: () => windows.filledMonitors,
    mayCall: (id, channel) => kinds.some((kind) => windows.isA(kind, id) && channelIsFor(kind, channel)),
  };
}

function relayBetween(desks: DeskWindows, windows: PublicWindows): KioskRelay {
  return new KioskRelay({
    tellDesk: (event) => desks.tellOne(event),
    tellPublic: (event) => {
      windows.tell(event);
    },
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  });
}

function gateBefore(relay: KioskRelay, desks: DeskWindows): KioskGate {
  return new KioskGate({
    askDesk: (request) => relay.ask(request),
    isDeskInSight: () => desks.isInSight,
    elapsed: () => performance.now(),
    newHandle: randomUUID,
  });
}
