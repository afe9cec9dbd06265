/** Check and write run under a lock that every window of the app shares (docs/adr/0006). */
export interface SlotLocks {
  /** Runs `task` while every name is held; names are taken in one order everywhere, so two tasks never wait for each other. */
  run<T>(names: readonly string[], task: () => Promise<T>): Promise<T>;
}

/** The browser's lock manager, which all windows of one origin share; a window that dies lets go. */
export function createWebLocks(manager: LockManager, databaseName: string): SlotLocks {
  return createOrderedLocks((name, task) => manager.request(`${databaseName}/${name}`, task));
}

/** Takes several names of any one-name lock, sorted and each once. */
export function createOrderedLocks(one: <T>(name: string, task: () => Promise<T>) => Promise<T>): SlotLocks {
  const take = <T>(names: readonly string[], task: () => Promise<T>): Promise<T> => {
    const [first, ...rest] = names;
    return first === undefined ? task() : one(first, () => take(rest, task));
  };
  return { run: (names, task) => take([...new Set(names)].sort(), task) };
}
