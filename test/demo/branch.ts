import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { BranchRules, RosterDevice } from '../../shared/reservations/branch-rules.ts';
import { sampleKey } from '../sandbox/sample-config.ts';
import { launchDesk, type LaunchedDesk } from '../e2e/desk.ts';
import { prepareFolder } from '../e2e/prepared-folder.ts';
import { Line } from './line.ts';
import { branchId, clinicNames, morning } from './people.ts';

export const letters = ['A', 'B'] as const;
export type Letter = (typeof letters)[number];

const device = (letter: Letter): RosterDevice => ({
  letter,
  weight: 1,
  installId: '',
  takenOverOn: null,
  retiredOn: null,
});

/** As an administrator typed them, alike on both desks. */
const rules: BranchRules = {
  devices: letters.map(device),
  policy: 'balanced',
  reserve: { kind: 'fixed', places: 0 },
  atRisk: false,
  ownPlacesForWalkIns: false,
  rebooking: 'person',
};

/** A branch with two desks, which see neither each other nor, while the cable is cut, the server. They share one key. */
export class Branch {
  readonly #folder = mkdtempSync(join(tmpdir(), 'husky-branch-'));
  readonly #begun = Date.now();
  readonly line = new Line(this.#folder, () => this.now);
  readonly #desks = new Map<Letter, LaunchedDesk>();

  /** Epoch ms of the demo's day. */
  get now(): number {
    return morning + (Date.now() - this.#begun);
  }

  page(letter: Letter): Page {
    const desk = this.#desks.get(letter);
    if (desk === undefined) throw new Error(`desk ${letter} is off`);
    return desk.page;
  }

  /** Null while no desk is on. */
  get pageIfOpen(): Page | null {
    return [...this.#desks.values()].at(-1)?.page ?? null;
  }

  async open(letter: Letter): Promise<void> {
    const folder = join(this.#folder, letter);
    mkdirSync(folder);
    const settings = { ...clinicNames, branchRules: { [branchId]: rules }, devicesOnKey: letters.length };
    const desk = await launchDesk({
      userData: prepareFolder(folder, { settings }),
      env: {
        HUSKY_API_URL: this.line.address,
        HUSKY_API_KEY: sampleKey,
        HUSKY_BRANCH_ID: branchId,
        HUSKY_DEVICE: `Desk ${letter}/${letter}`,
        HUSKY_NOW: new Date(this.now).toISOString(),
      },
    });
    this.#desks.set(letter, desk);
  }

  async close(): Promise<void> {
    for (const [letter, desk] of this.#desks) {
      await desk.close();
      this.#desks.delete(letter);
    }
  }

  /** Leaves nothing behind, whatever happened. */
  async end(): Promise<void> {
    for (const desk of this.#desks.values()) await desk.kill();
    await this.line.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
