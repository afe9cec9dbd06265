import { ipcArguments, type IpcChannel } from '../../shared/ipc/contract.ts';
import { describeError, type Log } from '../log/log.ts';
import type { IpcHandlers } from './ipc-handlers.ts';

/** Who called: the id of the window's contents, the address of the frame, and whether it is the window's main frame. */
export interface IpcSender {
  readonly id: number;
  readonly frameUrl: string | null;
  readonly isMainFrame: boolean;
}

/** Registers one channel; Electron's `ipcMain.handle` behind it. */
export type RegisterChannel = (
  channel: IpcChannel,
  answer: (sender: IpcSender, args: readonly unknown[]) => Promise<unknown>,
) => void;

export interface IpcGate {
  readonly register: RegisterChannel;
  readonly handlers: IpcHandlers;
  /** Whether `id` is one of our windows and has any business on the channel. */
  readonly mayCall: (id: number, channel: IpcChannel) => boolean;
  /** Origins that our windows load from. */
  readonly origins: ReadonlySet<string>;
  readonly log: Log;
}

/**
 * Registers every channel of the contract. A call counts only from the main frame of one of our windows, loaded from our
 * origin, with arguments that fit; anything else is rejected with an error that names what is wrong, and does nothing.
 */
export function registerIpc(gate: IpcGate): void {
  for (const channel of Object.keys(ipcArguments) as IpcChannel[]) registerOne(gate, channel);
}

function registerOne(gate: IpcGate, channel: IpcChannel): void {
  gate.register(channel, async (sender, args) => {
    if (!isTrusted(gate, sender, channel)) {
      gate.log.warn('ipc.untrusted-sender', channel);
      throw new Error(`${channel}: the caller is not a window of this app`);
    }
    const parsed = ipcArguments[channel].safeParse(args);
    if (!parsed.success) {
      const fault = describeIssue(channel, parsed.error.issues[0]);
      gate.log.warn('ipc.bad-arguments', fault);
      throw new Error(fault);
    }
    /** The arguments were parsed by the channel's own schema; the compiler can't follow a channel through both tables. */
    const handler = gate.handlers[channel] as (senderId: number, ...rest: readonly unknown[]) => unknown;
    try {
      return await handler(sender.id, ...parsed.data);
    } catch (error) {
      gate.log.error('ipc.failed', `${channel} ${describeError(error)}`);
      throw error;
    }
  });
}

function isTrusted({ mayCall, origins }: IpcGate, sender: IpcSender, channel: IpcChannel): boolean {
  if (!sender.isMainFrame || sender.frameUrl === null || !mayCall(sender.id, channel)) return false;
  return origins.has(originOf(sender.frameUrl));
}

/** A desk, the page that a slip is drawn on, or a screen that patients see. */
export type WindowKind = 'desk' | 'slip' | 'kiosk' | 'display';

/** What each kind of window may ask besides the log; whatever no other kind is named for is the desk's alone. */
const channelsOf: Readonly<Record<Exclude<WindowKind, 'desk'>, ReadonlySet<IpcChannel>>> = {
  slip: new Set<IpcChannel>(['slip.order', 'slip.drawn']),
  kiosk: new Set<IpcChannel>([
    'public.read',
    'kiosk.ask',
    'kiosk.call-staff',
    'kiosk.pin-status',
    'kiosk.set-pin',
    'kiosk.leave',
    'window.busy',
  ]),
  display: new Set<IpcChannel>(['public.read']),
};

/** Channels of patients' screens that the desk has a use for as well. */
const desksToo: ReadonlySet<IpcChannel> = new Set(['kiosk.pin-status', 'kiosk.set-pin', 'window.busy']);

/** Each kind of window has its own channels; each may write to the log. */
export function channelIsFor(window: WindowKind, channel: IpcChannel): boolean {
  if (channel === 'log.write') return true;
  if (window !== 'desk') return channelsOf[window].has(channel);
  return desksToo.has(channel) || Object.values(channelsOf).every((channels) => !channels.has(channel));
}

/** Scheme and host of an address; `URL.origin` is "null" for schemes of our own. Empty where it is no address. */
export function originOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  return `${url.protocol}//${url.host}`;
}

/** Names the field, never its value. */
function describeIssue(
  channel: IpcChannel,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): string {
  const [position, ...field] = issue?.path ?? [];
  const argument = position === undefined ? 'arguments' : `argument ${String(Number(position) + 1)}`;
  const name = field.length === 0 ? argument : field.map(String).join('.');
  return `${channel}: ${name}: ${issue?.message ?? 'not understood'}`;
}
