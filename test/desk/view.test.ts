import { expect, it, vi } from 'vitest';
import { createDerivedView, createView } from '../../renderer/desk/view.ts';

it('a view tells of another value, not of the same one', () => {
  const first = {};
  const view = createView(first);
  const listener = vi.fn();
  const stop = view.subscribe(listener);
  view.set(first);
  expect(listener).not.toHaveBeenCalled();
  view.set({});
  stop();
  view.set({});
  expect(listener).toHaveBeenCalledOnce();
});

it('a derived view is worked out once for all who look, anew once it is outdated, and not at all while nobody looks', () => {
  const workOut = vi.fn(() => ({}));
  const view = createDerivedView(workOut);
  const seen: object[] = [];
  view.outdate();
  expect(workOut).not.toHaveBeenCalled();
  view.subscribe(() => seen.push(view.get()));
  const first = view.get();
  expect(view.get()).toBe(first);
  view.outdate();
  expect(seen).toHaveLength(1);
  expect(seen[0]).not.toBe(first);
  expect(view.get()).toBe(seen[0]);
  expect(workOut).toHaveBeenCalledTimes(2);
});
