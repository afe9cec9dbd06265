// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StartScreen, type StartState } from '../../../renderer/features/start/start-screen.tsx';
import type { Language } from '../../../shared/ipc/contract.ts';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

const element = document.createElement('div');
let root: Root;

beforeEach(() => {
  vi.useFakeTimers();
  root = createRoot(element);
});
afterEach(() => {
  act(() => {
    root.unmount();
  });
  vi.useRealTimers();
});

function show(state: StartState, language: Language = 'en'): void {
  act(() => {
    root.render(<StartScreen state={state} language={language} onTryAgain={() => undefined} />);
  });
}

function pass(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

const bar = (): HTMLProgressElement | null => element.querySelector('progress');

test('a start that takes more than a moment says what is being done, how far it is, and that nothing can be lost', () => {
  show({ kind: 'opening', progress: { of: 'second-copy', done: 500, all: 30_000 } });
  expect(element.textContent).toBe('Opening the desk…');
  pass(999);
  expect(bar()).toBeNull();
  pass(1);
  expect(element.textContent).toContain('Checking the bookings against their second copy.');
  expect(element.textContent).toContain('500 of 30,000');
  expect(element.textContent).toContain('nothing is lost');
  expect([bar()?.value, bar()?.max]).toEqual([500, 30_000]);
  show({ kind: 'opening', progress: { of: 'records', done: 1_000, all: 1_500 } });
  expect(element.textContent).toContain('up to the new version');
  expect([bar()?.value, bar()?.max]).toEqual([1_000, 1_500]);
});

test('of a start that goes on for long the number is not read out again and again', () => {
  show({ kind: 'opening', progress: { of: 'second-copy', done: 500, all: 30_000 } });
  pass(1_000);
  const status = element.querySelector('[role="status"]');
  expect(status?.textContent).toContain('second copy');
  const before = status?.textContent;
  show({ kind: 'opening', progress: { of: 'second-copy', done: 1_000, all: 30_000 } });
  expect(status?.textContent).toBe(before);
  expect(element.textContent).toContain('1,000 of 30,000');
});

test('a start with nothing to tell of stays quiet, however long', () => {
  show({ kind: 'opening', progress: null });
  pass(60_000);
  expect(element.textContent).toBe('Opening the desk…');
});
