import type { Zone } from '../../shared/booking/wall-clock.ts';
import type { ClockView, View } from './contract.ts';
import { createView } from './view.ts';

const minuteMs = 60_000;

export interface DeskClock {
  readonly view: View<ClockView>;
  /** Reads the time again: the zone, the correction or the machine's clock changed. */
  refresh(): void;
  stop(): void;
}

/** The wall clock of the organisation's zone; its view changes as each minute begins. */
export function startDeskClock(now: () => number, zone: () => Zone): DeskClock {
  const view = createView(read());
  let timer = schedule();

  function read(): ClockView {
    const instant = now();
    const { date, minutes } = zone().toLocal(instant);
    return { now: instant, today: date, minutes };
  }

  function schedule(): ReturnType<typeof setTimeout> {
    return setTimeout(tick, minuteMs - (now() % minuteMs));
  }

  function tick(): void {
    view.set(read());
    timer = schedule();
  }

  return {
    view,
    refresh: () => {
      view.set(read());
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}
