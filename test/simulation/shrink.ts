import type { Happening, Plan } from './plan.ts';
import { runPlan } from './run.ts';
import type { Outcome } from './world/world.ts';

/** Worlds that are tried at most to make a story shorter. */
const MOST_TRIES = 400;

export interface Story {
  readonly plan: Plan;
  readonly outcome: Outcome;
}

/** Leaves out every happening without which the same rule is still broken: halves first, then smaller parts, then one by one. */
export async function shrink(broken: Story): Promise<Story> {
  let best = broken;
  let tries = 0;
  for (let size = Math.ceil(best.plan.happenings.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.plan.happenings.length && tries < MOST_TRIES; tries += 1) {
      const shorter = await tryWithout(best, from, size);
      if (shorter === null) from += size;
      else best = shorter;
    }
  }
  return best;
}

async function tryWithout(story: Story, from: number, size: number): Promise<Story | null> {
  const happenings = story.plan.happenings.filter((_, index) => index < from || index >= from + size);
  const plan: Plan = { ...story.plan, happenings };
  const outcome = await runPlan(plan);
  return outcome.breach?.rule === story.outcome.breach?.rule ? { plan, outcome } : null;
}

/** Polls say nothing about what went wrong. */
const polling = / -> (?:config|services|availability|tracking|list) ?/;

/** The story in lines: where and when, what happened, and what came of it. */
export function storyLines({ plan, outcome }: Story): readonly string[] {
  const { seed, devices, zone, startsAt, places, policy, reserve } = plan;
  return [
    `seed ${String(seed)}: ${String(devices)} devices in ${zone} from ${new Date(startsAt).toISOString()}, ` +
      `${String(places)} places, ${policy}, reserve ${String(reserve)}`,
    ...plan.happenings.map(happeningLine),
    'what came of it, without polls:',
    ...outcome.lines.filter((line) => !polling.test(line)).map((line) => `  ${line}`),
  ];
}

function happeningLine({ kind, at, device, forMs, dice }: Happening): string {
  const minutes = (at / 60_000).toFixed(2);
  return `  at ${minutes} min: ${kind}, device ${String(device)}, ${String(forMs)} ms, dice ${String(dice)}`;
}
