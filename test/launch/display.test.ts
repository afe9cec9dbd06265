import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasDisplay, startXvfb } from '../../electron/launch/display.mjs';
import { answers } from '../../electron/launch/local-socket.mjs';
import { pretendMachine, temporaryFolder } from './machine.ts';

describe('the display', () => {
  it('none is named: there is none', async () => {
    expect(await hasDisplay({})).toBe(false);
  });

  it('one that is named and gone is none', async () => {
    expect(await hasDisplay({ DISPLAY: ':48213' })).toBe(false);
  });

  it('one that answers is one', async () => {
    const server = createServer();
    onTestFinished(() => {
      server.close();
    });
    await new Promise<void>((resolve) => {
      server.listen('\0/tmp/.X11-unix/X48214', resolve);
    });
    expect(await hasDisplay({ DISPLAY: ':48214.0' })).toBe(true);
  });

  it.each([{ DISPLAY: 'far-away:10.0' }, { WAYLAND_DISPLAY: 'wayland-0' }])('%j is believed', async (env) => {
    expect(await hasDisplay(env)).toBe(true);
  });

  it('a machine without Xvfb is told so in one line', async () => {
    pretendMachine({});
    await expect(startXvfb()).rejects.toThrow('There is no display and no Xvfb. Install the package xvfb.');
  });

  it('an Xvfb that dies at once is told in the same way', async () => {
    pretendMachine({ setpriv: 'exit 1', Xvfb: 'exit 1' });
    await expect(startXvfb()).rejects.toThrow('no Xvfb');
  });

  it('a socket file without an owner does not answer', async () => {
    expect(await answers(join(temporaryFolder(), 'nobody.sock'))).toBe(false);
  });
});
