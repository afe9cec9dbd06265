import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sampleKey } from '../sandbox/sample-config.ts';
import { launchDesk, type LaunchedDesk } from '../e2e/desk.ts';
import { Line } from './line.ts';
import { branchId, clinicNames, morning } from './people.ts';

/**
 * The two computers of the demo: the desk and, at the other end of the cable, the server. Both clocks begin on the same
 * Monday morning and run on over every restart.
 */
export class Day {
  readonly #folder = mkdtempSync(join(tmpdir(), 'husky-demo-'));
  readonly #begun = Date.now();
  readonly line = new Line(this.#folder, () => this.now);
  #desk: LaunchedDesk | null = null;

  constructor() {
    writeFileSync(join(this.#folder, 'settings.json'), JSON.stringify(clinicNames));
  }

  /** Epoch ms of the demo's day. */
  get now(): number {
    return morning + (Date.now() - this.#begun);
  }

  get desk(): LaunchedDesk {
    if (this.#desk === null) throw new Error('the desk is off');
    return this.#desk;
  }

  get page(): Page {
    return this.desk.page;
  }

  /** Null while the desk is off. */
  get pageIfOpen(): Page | null {
    return this.#desk?.page ?? null;
  }

  async openDesk(): Promise<void> {
    this.#desk = await launchDesk({
      userData: this.#folder,
      env: {
        HUSKY_API_URL: this.line.address,
        HUSKY_API_KEY: sampleKey,
        HUSKY_BRANCH_ID: branchId,
        HUSKY_DEVICE: 'Front desk/B',
        HUSKY_NOW: new Date(this.now).toISOString(),
      },
    });
  }

  /** Every process of the app, as a power cut ends them. */
  async pullThePlug(): Promise<void> {
    await this.desk.kill();
    this.#desk = null;
  }

  async closeDesk(): Promise<void> {
    await this.desk.close();
    this.#desk = null;
  }

  /** Leaves nothing behind, whatever happened. */
  async end(): Promise<void> {
    await this.#desk?.kill();
    await this.line.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
