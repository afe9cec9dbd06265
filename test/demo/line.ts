import { join } from 'node:path';
import { startSandboxProcess, type SandboxProcess } from '../e2e/sandbox-process.ts';

/** The server at the other end of a cable that can be cut: always the same appointments, always at the same address. */
export class Line {
  readonly #folder: string;
  readonly #now: () => number;
  #server: SandboxProcess | null = null;
  #port = 0;

  /** @param folder where the server keeps its appointments. @param now epoch ms of the demo's day */
  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  get server(): SandboxProcess {
    if (this.#server === null) throw new Error('the cable is cut');
    return this.#server;
  }

  /** Where a desk calls the server, whether it is there or not. */
  get address(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  async plugIn(): Promise<void> {
    this.#server = await this.#start(this.#port);
    this.#port = this.#server.port;
  }

  /** From here on the system refuses every connection to the server's address. */
  async cut(): Promise<void> {
    await this.server.stop();
    this.#server = null;
  }

  /** The server on a line that the desk does not have: the same appointments, another address. */
  async elsewhere(work: (server: SandboxProcess) => Promise<void>): Promise<void> {
    const server = await this.#start(0);
    try {
      if (server.port === this.#port) throw new Error('the other line got the address of the first');
      await work(server);
    } finally {
      await server.stop();
    }
  }

  async end(): Promise<void> {
    await this.#server?.stop();
  }

  #start(port: number): Promise<SandboxProcess> {
    return startSandboxProcess({ port, data: join(this.#folder, 'server'), now: this.#now() });
  }
}
