import { KioskGate } from '../../../electron/kiosk/gate.ts';
import { BookingJournal } from '../../../renderer/desk/journal.ts';
import { KioskHost } from '../../../renderer/desk/kiosk-host.ts';
import { startDesk, type RunningDesk } from '../../../renderer/desk/desk.ts';
import type { HuskyBridge, IpcChannel } from '../../../shared/ipc/contract.ts';
import { defaultSettings } from '../../../shared/ipc/default-settings.ts';
import { hostAnswerSchema, hostRequestSchema } from '../../../shared/kiosk/messages.ts';
import type { BranchRules } from '../../../shared/reservations/branch-rules.ts';
import { settledEnvironment } from '../../fixtures/environment.ts';
import type { VirtualTime } from '../../sync/world/virtual-time.ts';
import { clinicId, type Device } from '../world/device.ts';
import { branchId } from '../world/site.ts';
import { shareableDriver, wholeStore } from './whole-desk.ts';

export interface ReceptionParts {
  readonly device: Device;
  readonly time: VirtualTime;
  readonly rules: BranchRules;
  /** Whether the printer takes the next slip. */
  readonly prints: () => boolean;
  readonly onFault: (fault: unknown) => void;
}

export interface Reception {
  readonly desk: RunningDesk;
  readonly host: KioskHost;
  /** As main has it. */
  readonly kiosk: KioskGate;
}

/** The product's own desk on a simulated device that is on, and what answers the kiosks that hang on it. */
export function openReception({ device, time, rules, prints, onFault }: ReceptionParts): Reception {
  const running = device.desk;
  if (running === null) throw new Error('The desk is not ready');
  const { driver, model, ports } = running;
  const bridge = bridgeOf(prints);
  const desk = startDesk({
    bridge,
    store: wholeStore(device.disk),
    model,
    journal: new BookingJournal(bridge, ports.locks, onFault),
    locks: ports.locks,
    driver: shareableDriver(driver),
    leaderLocks: { request: (_name, _options, lead) => lead() },
    start: {
      settings: {
        ...defaultSettings,
        apiUrl: clinicId,
        branchId,
        deviceLetter: device.letter,
        branchRules: { [branchId]: rules },
      },
      key: { present: true, lastFour: 'tion', storedIn: 'keyring', keyringAvailable: true, opensWithCode: false },
      environment: { ...settledEnvironment, deviceId: device.deviceId },
    },
    sampleLoaded: false,
    now: ports.now,
    newBookingId: ports.newBookingId,
    sharedWithOtherWindows: () => false,
  });
  let handles = 0;
  const host = new KioskHost(desk);
  const kiosk = new KioskGate({
    askDesk: async (request) => hostAnswerSchema.parse(await host.answer(hostRequestSchema.parse(request))),
    isDeskInSight: () => true,
    elapsed: () => time.now,
    newHandle: () => {
      handles += 1;
      return `handle-${String(handles)}`;
    },
  });
  return { desk, host, kiosk };
}

/** Main, as far as a desk asks it for anything in a day. */
function bridgeOf(prints: () => boolean): HuskyBridge {
  const answer = (channel: IpcChannel): unknown => {
    switch (channel) {
      case 'journal.append':
        return null;
      case 'update.read':
        return { state: { kind: 'off', why: 'development' }, hushedOn: null };
      case 'setup.offered':
        return null;
      case 'print.slip':
        return prints() ? { kind: 'printed' } : { kind: 'saved', path: 'slips', why: 'not-taken' };
      default:
        throw new Error(`nobody expects ${channel}`);
    }
  };
  return {
    invoke: ((channel: IpcChannel) => Promise.resolve(answer(channel))) as HuskyBridge['invoke'],
    onEvent: () => () => undefined,
  };
}
