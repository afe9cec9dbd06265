/**
 * Check and write run under one lock per slot, shared by every window of the app (design, "The booking carries its own
 * operation"). A second name guards what spans slots, such as one patient's bookings of a date.
 */
export interface SlotLocks {
  /** Runs `task` while every name is held; names are taken in one order everywhere, so two tasks never wait for each other. */
  run<T>(names: readonly string[], task: () => Promise<T>): Promise<T>;
}

/** Name that serialises bookings of one phone on one date, in whatever window or service. */
export function patientLockName(phoneKey: string, date: string): string {
  return `patient_${phoneKey}_${date}`;
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
