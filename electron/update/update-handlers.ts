import type { IpcHandlers } from '../main/ipc-handlers.ts';
import type { Updates } from './updates.ts';
import type { WindowWork } from './window-work.ts';

export interface UpdateHandlerPorts {
  readonly updates: Pick<Updates, 'picture' | 'check' | 'checkFolder' | 'hush' | 'install'>;
  readonly work: Pick<WindowWork, 'report'>;
  /** Asks the person at this window for a folder; null: none. */
  readonly askFolder: (senderId: number) => Promise<string | null>;
}

type UpdateChannel =
  'update.read' | 'update.check' | 'update.from-folder' | 'update.hush' | 'update.install' | 'window.busy';

export function updateHandlers({ updates, work, askFolder }: UpdateHandlerPorts): Pick<IpcHandlers, UpdateChannel> {
  return {
    'update.read': () => updates.picture,
    'update.check': async () => {
      await updates.check();
      return null;
    },
    'update.from-folder': async (senderId) => {
      const folder = await askFolder(senderId);
      if (folder !== null) await updates.checkFolder(folder);
      return null;
    },
    'update.hush': (_, date) => {
      updates.hush(date);
      return null;
    },
    'update.install': () => updates.install(),
    'window.busy': (senderId, busy) => {
      work.report(senderId, busy);
      return null;
    },
  };
}
