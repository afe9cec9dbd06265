import type { IpcArguments, IpcChannel, IpcResults } from '../../shared/ipc/contract.ts';

/** One function per channel; its arguments are parsed already. `senderId` is the calling window's. */
export type IpcHandlers = {
  readonly [C in IpcChannel]: (senderId: number, ...args: IpcArguments<C>) => IpcResults[C] | Promise<IpcResults[C]>;
};
