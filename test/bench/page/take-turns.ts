import type { Round } from '../statistics.ts';

/** One piece of work that can be timed: what is not to be timed is done before, in `prepare`, and after, in `settle`. */
export interface Work<T> {
  prepare?(turn: number): Promise<void> | void;
  run(turn: number): Promise<T> | T;
  /** Checks what came out, and waits until what the work set off in the background is over. */
  settle?(result: T, turn: number): Promise<void> | void;
}

/** Runs both in turn, `pairs` times; who goes first changes each time, so neither always profits from the other. */
export async function takeTurns<O, P>(ours: Work<O>, peer: Work<P>, pairs: number): Promise<Round> {
  const round = { ours: [] as number[], peer: [] as number[] };
  for (let turn = 0; turn < pairs; turn += 1) {
    if (turn % 2 === 0) round.ours.push(await timed(ours, turn));
    round.peer.push(await timed(peer, turn));
    if (turn % 2 === 1) round.ours.push(await timed(ours, turn));
  }
  return round;
}

/** Milliseconds that `run` takes. */
async function timed<T>(work: Work<T>, turn: number): Promise<number> {
  await work.prepare?.(turn);
  await freshTask();
  const from = performance.now();
  const result = await work.run(turn);
  const took = performance.now() - from;
  await work.settle?.(result, turn);
  return took;
}

/** Work begins in a task of its own, as a person's press does. */
function freshTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
