/** Told again and again how many records of how many are done, while many are worked through. */
export type OnProgress = (done: number, of: number) => void;
