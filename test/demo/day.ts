import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sampleKey } from '../sandbox/sample-config.ts';
import { launchDesk, type LaunchedDesk } from '../e2e/desk.ts';
import { startSandboxProcess, type SandboxProcess } from '../e2e/sandbox-process.ts';
import { branchId, morning } from './people.ts';

/** The clinic as a person set it up before the demo: names that no answer of the server has. */
const settings = { clinicName: 'Arogya Clinic', branchNames: { [branchId]: 'T. Nagar', 'b-adyar': 'Adyar' } };

/**
 * The two computers of the demo: the desk and, at the other end of the cable, the server. Both clocks begin on the same
 * Monday morning and run on over every restart.
 */
export class Day {
  readonly #folder = mkdtempSync(join(tmpdir(), 'husky-demo-'));
  readonly #begun = Date.now();
  #desk: LaunchedDesk | null = null;
  #server: SandboxProcess | null = null;
  #port = 0;

  constructor() {
    writeFileSync(join(this.#folder, 'settings.json'), JSON.stringify(settings));
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

  get server(): SandboxProcess {
    if (this.#server === null) throw new Error('the cable is cut');
    return this.#server;
  }

  /** Where the desk calls the server, whether it is there or not. */
  get address(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  /** The server, always at the same address. */
  async plugIn(): Promise<void> {
    this.#server = await this.#startServer(this.#port);
    this.#port = this.#server.port;
  }

  /** From here on the system refuses every connection to the server's address. */
  async cutCable(): Promise<void> {
    await this.server.stop();
    this.#server = null;
  }

  /** The server on a line that the desk does not have: the same appointments, another address. */
  async elsewhere(work: (server: SandboxProcess) => Promise<void>): Promise<void> {
    const server = await this.#startServer(0);
    try {
      if (server.port === this.#port) throw new Error('the other line got the address of the first');
      await work(server);
    } finally {
      await server.stop();
    }
  }

  async openDesk(): Promise<void> {
    this.#desk = await launchDesk({
      userData: this.#folder,
      env: {
        HUSKY_API_URL: this.address,
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
    await this.#server?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #startServer(port: number): Promise<SandboxProcess> {
    return startSandboxProcess({ port, data: join(this.#folder, 'server'), now: this.now });
  }
}
