import { describe, expect, it } from 'vitest';
import { planPackages, type PackagedRuntime } from '../../electron/packaging/plan.ts';

const official: PackagedRuntime = { purpose: 'release', version: '45.4.1', folder: null };
const fallback: PackagedRuntime = { purpose: 'verification', version: '33.2.1', folder: '/electron' };
const every = { all: true, only: [] };

const formatsOf = (plan: ReturnType<typeof planPackages>): string[] =>
  plan.batches.flatMap(({ platform, formats }) => formats.map((format) => `${platform.nodeName} ${format}`));

describe('what is packaged', () => {
  it('nothing that holds the fallback Electron looks like a release, whatever was asked for', () => {
    const plan = planPackages(fallback, '1.2.3', 'linux', every);
    expect(plan.version).toBe('1.2.3-not-for-release');
    expect(formatsOf(plan)).toEqual(['linux deb', 'linux rpm', 'linux tar.gz']);
    expect(plan.leftOut).toHaveLength(1);
  });

  it('the official Electron makes a release under the version of package.json', () => {
    expect(planPackages(official, '1.2.3', 'linux', every).version).toBe('1.2.3');
  });

  it('each system builds all that it can finish; what it leaves out is said', () => {
    expect(formatsOf(planPackages(official, '1.2.3', 'linux', every))).toEqual([
      'linux deb',
      'linux rpm',
      'linux tar.gz',
      'linux AppImage',
      'win32 nsis',
      'win32 zip',
    ]);
    const mac = planPackages(official, '1.2.3', 'darwin', every);
    expect(formatsOf(mac)).toEqual(['darwin dmg', 'darwin zip']);
    expect(mac.batches[0]?.processors).toHaveLength(2);
    expect(formatsOf(planPackages(official, '1.2.3', 'win32', every))).toEqual(['win32 nsis', 'win32 zip']);
    for (const system of ['linux', 'darwin', 'win32'] as const) {
      expect(planPackages(official, '1.2.3', system, every).leftOut).toHaveLength(1);
    }
  });

  it('without --all nothing is built that needs tools from the internet', () => {
    const plan = planPackages(official, '1.2.3', 'linux', { all: false, only: [] });
    expect(formatsOf(plan)).toEqual(['linux deb', 'linux rpm', 'linux tar.gz']);
    expect(plan.leftOut).toEqual([]);
  });

  it('formats can be named; one that is not built here leaves nothing to do', () => {
    expect(formatsOf(planPackages(official, '1.2.3', 'linux', { all: true, only: ['deb', 'zip'] }))).toEqual([
      'linux deb',
      'win32 zip',
    ]);
    expect(planPackages(fallback, '1.2.3', 'linux', { all: true, only: ['nsis'] }).batches).toEqual([]);
  });
});
