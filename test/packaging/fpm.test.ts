import { describe, expect, it } from 'vitest';
import { readOrder, withProgramIcon } from '../../electron/packaging/fpm.ts';

/** As electron-builder calls it. */
const CALL = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'xdg-utils', '--deb-compression', 'xz'],
  ...['--architecture', 'amd64', '--after-install', '/tmp/a.sh', '--description', 'A desk\n That waits.'],
  ...['--version', '1.2.3', '--package', '/out/desk.deb', '--name', 'Husky-Desk', '--maintainer=We <we@desk.example>'],
  ...['/build/=/opt/husky-desk', '/icons/16.png=/usr/share/icons/desk.png'],
];

describe('the stand-in for fpm', () => {
  it('understands how electron-builder calls fpm', () => {
    expect(readOrder(CALL)).toMatchObject({
      type: 'deb',
      output: '/out/desk.deb',
      name: 'husky-desk',
      version: '1.2.3',
      maintainer: 'We <we@desk.example>',
      depends: ['libnss3', 'xdg-utils'],
      description: ['A desk', 'That waits.'],
      scripts: { postinst: '/tmp/a.sh' },
      places: [
        ['/build/', '/opt/husky-desk'],
        ['/icons/16.png', '/usr/share/icons/desk.png'],
      ],
    });
  });

  it('gives file types the icon of the program', () => {
    const types = (icon: string): string => `<mime-type type="x/y">\n  <icon name="${icon}" />\n</mime-type>`;
    expect(withProgramIcon(types('x-office-document'), 'husky-desk')).toBe(types('husky-desk'));
  });

  it('stops at an option that it does not know: a package without what it asks for would be wrong', () => {
    expect(() => readOrder([...CALL, '--deb-systemd', 'desk.service'])).toThrow('--deb-systemd');
    expect(() => readOrder(['/build'])).toThrow('no from=to');
  });
});
