import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

const root = path.resolve(__dirname, '../..');
const startWithinMs = 60_000;

/** The bot as a newcomer starts it: `npm start` on free ports, with the Playground open in headless Chromium. */
export class PlaygroundJourney {
  private constructor(
    private readonly bot: ChildProcess,
    private readonly browser: Browser,
    readonly page: Page,
    readonly output: string,
  ) {}

  static async start(): Promise<PlaygroundJourney> {
    const [port, playgroundPort] = [await freePort(), await freePort()];
    const bot = spawn('npm', ['start'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, CI: 'true', PORT: String(port), PLAYGROUND_PORT: String(playgroundPort) },
    });
    const output = await untilStarted(bot);
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
      ],
    });
    const page = await browser.newPage({ viewport: { width: 900, height: 1250 } });
    await page.goto(`http://localhost:${playgroundPort}`, { waitUntil: 'domcontentloaded' });
    await page.getByTitle('Toggle Log Panel').click();
    return new PlaygroundJourney(bot, browser, page, output);
  }

  /** Types into the composer and sends. */
  async say(text: string): Promise<void> {
    const composer = this.page.locator('div[contenteditable=true]');
    await composer.click();
    await composer.fill(text);
    await composer.press('Enter');
  }

  /** The newest card on the page. */
  get card(): Locator {
    return this.page.locator('.ac-adaptiveCard').last();
  }

  async keepScreenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(__dirname, 'screenshots', `${name}.png`) });
  }

  /** Ends as Ctrl-C does; resolves with the exit code. */
  async stop(): Promise<number | null> {
    await this.browser.close();
    const exited = new Promise<number | null>((resolve) => this.bot.once('exit', resolve));
    process.kill(-this.bot.pid!, 'SIGINT');
    return exited;
  }
}

function untilStarted(bot: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => {
      reject(new Error(`npm start said only: ${output}`));
    }, startWithinMs);
    bot.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('Ctrl-C')) return;
      clearTimeout(timer);
      resolve(output);
    });
    bot.once('exit', (code) => {
      reject(new Error(`npm start ended with ${code}: ${output}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
