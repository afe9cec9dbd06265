import type { Page } from '@playwright/test';
import type { BookingDraft, BookResult, Desk } from '../../renderer/desk/contract.ts';

/** What a desk under a storm of bookings tells the world outside its own processes. */
export type StormWord =
  | { readonly kind: 'begins'; readonly phone: string }
  /** The desk has said "booked" to whoever asked. */
  | { readonly kind: 'booked'; readonly bookingId: string; readonly token: string; readonly phone: string }
  | { readonly kind: 'not-booked'; readonly phone: string; readonly why: string };

declare global {
  interface Window {
    stormHears: (word: StormWord) => Promise<void>;
    /** The desk that the screens of this page show. */
    stormDesk: Desk;
  }
}

/**
 * Waits until the screens are there and puts their desk within reach. The product offers no such way; React keeps what the root
 * component was given.
 */
export async function reachDesk(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    interface Fiber {
      readonly memoizedProps: { readonly desk?: Desk } | null;
      readonly child: Fiber | null;
      readonly sibling: Fiber | null;
    }
    const root = document.querySelector('#root');
    const key = root === null ? undefined : Object.keys(root).find((name) => name.startsWith('__reactContainer$'));
    if (root === null || key === undefined) return false;
    const waiting: (Fiber | null)[] = [
      // The container holds the fiber of the first, empty picture; the current one is its root's.
      (root as unknown as Record<string, { readonly stateNode: { readonly current: Fiber } }>)[key]!.stateNode.current,
    ];
    for (let fiber = waiting.pop(); fiber !== undefined; fiber = waiting.pop()) {
      if (fiber === null) continue;
      const desk = fiber.memoizedProps?.desk;
      if (desk !== undefined) {
        window.stormDesk = desk;
        return true;
      }
      waiting.push(fiber.sibling, fiber.child);
    }
    return false;
  });
}

/** From now on what the desk says is heard outside, as it is said. */
export async function listenTo(page: Page, hears: (word: StormWord) => void): Promise<void> {
  await page.exposeFunction('stormHears', hears);
}

/** Books one after the other by the desk's own intent, without a pause. Resolves after the last, or never where the desk is killed. */
export async function storm(page: Page, drafts: readonly BookingDraft[]): Promise<void> {
  await page.evaluate(async (all) => {
    for (const draft of all) {
      const { phone } = draft;
      void window.stormHears({ kind: 'begins', phone });
      const result: BookResult = await window.stormDesk.intents.book(draft);
      void window.stormHears(
        result.kind === 'booked'
          ? { kind: 'booked', bookingId: result.booking.bookingId, token: result.booking.token, phone }
          : { kind: 'not-booked', phone, why: JSON.stringify(result) },
      );
    }
  }, drafts);
}
