import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BINARY = process.env.HOLDPOINT_BINARY ?? new URL('../../target/debug/holdpoint', import.meta.url).pathname;
/** Milliseconds until a server that does not become ready, or does not stop, counts as broken. */
const PATIENCE = 20_000;

/** A test asks faster than any person. */
const UNLIMITED = Object.fromEntries(['SIGN_IN', 'IMPORT', 'EXPORT', 'API', 'PAGES'].map((tier) => [`HOLDPOINT_LIMIT_${tier}`, '0']));

/** The real program with a data folder of its own. */
export class Server {
  /** What it wrote so far, both streams. */
  log = '';
  /** Passwords and session ids that were in use: none may be in the log. */
  readonly secrets = new Set<string>();
  private process?: ChildProcess;
  /** Secrets of its own, the same after a restart. */
  private readonly keys = Object.fromEntries(
    ['SESSION_KEY', 'TOKEN_PEPPER', 'DATA_KEY'].map((name) => [`HOLDPOINT_${name}`, randomBytes(32).toString('base64url')]),
  );
  private more: NodeJS.ProcessEnv = {};

  private constructor(
    /** Where it serves, without a slash at the end. */
    readonly url: string,
    readonly dataDir: string,
  ) {}

  /**
   * Starts a server that knows nothing yet: no project, no user. It listens on 127.0.0.1 under whatever name browsers call it; `prepare`
   * gives more values for where it will be.
   */
  static async start(host = '127.0.0.1', prepare?: (url: string, dataDir: string) => Promise<NodeJS.ProcessEnv>): Promise<Server> {
    const dataDir = await mkdtemp(join(tmpdir(), 'holdpoint-end2end-'));
    const server = new Server(`http://${host}:${await freePort()}`, dataDir);
    server.more = (await prepare?.(server.url, dataDir)) ?? {};
    await server.launch();
    return server;
  }

  /** Stops it as a service manager would, and starts it again on the same data. */
  async restart(): Promise<void> {
    await this.halt();
    await this.launch();
  }

  /** Stops it and removes its data. */
  async stop(): Promise<void> {
    await this.halt();
    await rm(this.dataDir, { recursive: true, force: true });
    const told = [...this.secrets, ...Object.values(this.keys)].filter((secret) => secret && this.log.includes(secret));
    if (told.length > 0) throw new Error(`secrets are in the log of the server: ${told.join(', ')}`);
  }

  /** Runs another command of the program on the same data, and gives what it printed. */
  async command(args: string[], input = ''): Promise<string> {
    const child = spawn(BINARY, args, { env: this.environment(), stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (errors += chunk));
    // A command that reads no input may be gone before it is written.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
    if (code !== 0) throw new Error(`holdpoint ${args.join(' ')} ended with ${code}:\n${errors}${output}`);
    return output;
  }

  private async launch(): Promise<void> {
    const child = spawn(BINARY, ['serve'], { env: this.environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    child.stdout.on('data', (chunk) => (this.log += chunk));
    child.stderr.on('data', (chunk) => (this.log += chunk));
    let ended = false;
    child.on('exit', () => (ended = true)).on('error', (error) => (this.log += error));
    const deadline = Date.now() + PATIENCE;
    while (!(await this.ready())) {
      if (ended || Date.now() > deadline) {
        await this.halt();
        throw new Error(`the server did not become ready:\n${this.log}`);
      }
      await pause(50);
    }
  }

  private async ready(): Promise<boolean> {
    return fetch(`http://${this.listen()}/readyz`).then((answer) => answer.ok, () => false);
  }

  private async halt(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    const inTime = await Promise.race([exited.then(() => true), pause(PATIENCE).then(() => false)]);
    if (!inTime) {
      child.kill('SIGKILL');
      throw new Error(`the server did not stop when asked to:\n${this.log}`);
    }
  }

  private listen(): string {
    return `127.0.0.1:${new URL(this.url).port}`;
  }

  private environment(): NodeJS.ProcessEnv {
    // Values that are set for a server on this machine have no say here.
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('HOLDPOINT_'));
    return {
      ...Object.fromEntries(others),
      ...UNLIMITED,
      ...this.keys,
      HOLDPOINT_LISTEN: this.listen(),
      HOLDPOINT_PUBLIC_URL: this.url,
      HOLDPOINT_DATA_DIR: this.dataDir,
      // All that we could tell: it is searched for secrets in the end.
      HOLDPOINT_LOG_FILTER: 'info,server=trace,app=trace,service=trace,storage=trace,domain=trace',
      ...this.more,
    };
  }
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
