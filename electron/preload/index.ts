import { contextBridge, ipcRenderer } from 'electron';
import { EVENT_CHANNEL, ipcChannels } from '../../shared/ipc/channels.ts';
import type { BridgeEvent, HuskyBridge, IpcChannel } from '../../shared/ipc/contract.ts';

const channels: ReadonlySet<string> = new Set<IpcChannel>(ipcChannels);

/** The only thing that a page gets: calls on the contract's channels, and events. Main checks each call again. */
const bridge: HuskyBridge = {
  invoke: (channel, ...args) => {
    if (!channels.has(channel)) return Promise.reject(new Error(`${channel}: there is no such channel`));
    return ipcRenderer.invoke(channel, ...args);
  },
  onEvent: (listener) => {
    const hear = (_: unknown, event: BridgeEvent): void => {
      listener(event);
    };
    ipcRenderer.on(EVENT_CHANNEL, hear);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, hear);
    };
  },
};

contextBridge.exposeInMainWorld('husky', bridge);
