import type { PublicKind } from '../../shared/ipc/contract.ts';
import type { IpcHandlers } from '../main/ipc-handlers.ts';
import type { KioskGate } from './gate.ts';
import type { KioskRelay } from './relay.ts';
import type { StaffPin } from './staff-pin.ts';

/** What the screens that patients see need of main. */
export interface PublicPorts {
  readonly openPublic: (kind: PublicKind) => void;
  /** A kiosk or a waiting-room screen is open. */
  readonly hasPublic: () => boolean;
  readonly relay: KioskRelay;
  readonly gate: KioskGate;
  readonly pin: StaffPin;
  /** Tells every desk; whether a person can see one. */
  readonly callStaff: () => boolean;
  /** Tells kiosks, and every desk but the one that answered. */
  readonly staffComing: (senderId: number) => void;
  /** The window is a kiosk's. */
  readonly isKiosk: (senderId: number) => boolean;
  /** Closes a kiosk and shows the desk. */
  readonly leaveKiosk: (senderId: number) => void;
}

type PublicChannel =
  | 'public.open'
  | 'public.publish'
  | 'public.read'
  | 'kiosk.ask'
  | 'kiosk.answer'
  | 'kiosk.call-staff'
  | 'kiosk.coming'
  | 'kiosk.pin-status'
  | 'kiosk.set-pin'
  | 'kiosk.leave';

export function publicHandlers(ports: PublicPorts): Pick<IpcHandlers, PublicChannel> {
  const { relay, gate, pin } = ports;
  return {
    'public.open': (_, kind) => {
      ports.openPublic(kind);
      return null;
    },
    'public.publish': (_, picture) => {
      relay.publish(picture);
      return { wanted: ports.hasPublic() };
    },
    'public.read': () => relay.picture,
    'kiosk.ask': (_, request) => gate.ask(request),
    'kiosk.answer': (_, { id, answer }) => {
      relay.answered(id, answer);
      return null;
    },
    'kiosk.call-staff': () => ({ delivered: ports.callStaff() }),
    'kiosk.coming': (senderId) => {
      ports.staffComing(senderId);
      return null;
    },
    'kiosk.pin-status': () => ({ set: pin.isSet }),
    'kiosk.set-pin': async (senderId, chosen) => {
      // Whoever stands at a kiosk must not choose the staff's PIN anew.
      if (ports.isKiosk(senderId)) return { set: await pin.setFirst(chosen) };
      await pin.set(chosen);
      return { set: true };
    },
    'kiosk.leave': async (senderId, typed) => {
      const result = await pin.try(typed);
      if (result.kind === 'left') ports.leaveKiosk(senderId);
      return result;
    },
  };
}
