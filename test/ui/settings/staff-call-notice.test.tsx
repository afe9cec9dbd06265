// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { StaffCallNotice } from '../../../renderer/features/settings/staff-call-notice.tsx';
import { createFixtureDesk } from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

const chime = vi.hoisted(() => vi.fn());
vi.mock('../../../renderer/ui/chime.ts', () => ({ chime }));

beforeEach(() => {
  chime.mockClear();
});

it('KIOSK-11: a call rings, names the kiosk, and is read aloud with its name, until somebody goes', async () => {
  const desk = createFixtureDesk();
  const settings = desk.views.settings.get();
  desk.views.settings.set({ ...settings, settings: { ...settings.settings, deviceLetter: 'K' } });
  const screen = await show(desk, <StaffCallNotice />);
  expect([screen.words(), chime.mock.calls.length]).toEqual(['', 0]);
  await screen.when(() => {
    desk.views.staffCall.set(Date.parse('2026-06-15T04:05:00Z'));
  });
  expect(chime).toHaveBeenCalledOnce();
  expect(screen.element.querySelector('[role=alert]')?.textContent).toContain('Somebody at kiosk K needs help · 9:35');
  await screen.press('I am going');
  expect(screen.words()).toBe('');
});
