import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Activity, Attachment } from 'botbuilder';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import people from '../../services/demo/people.json';
import { freePort } from '../support/free-port';

const root = path.resolve(__dirname, '../..');
const startWithinMs = 60_000;
/** As in .m365agentsplayground.yml. */
const personalChat = 'a:1-demo-personal-chat';
const person = people.people.find(({ role }) => role === 'helpdesk')!;

/** The bot as a newcomer starts it: `npm start` on free ports, with the Playground open in headless Chromium. */
export class PlaygroundJourney {
  private constructor(
    private readonly bot: ChildProcess,
    private readonly browser: Browser,
    readonly page: Page,
    private readonly said: readonly string[],
  ) {}

  /** What the bot wrote to its terminal so far, log included. */
  get output(): string {
    return this.said.join('');
  }

  /** `environment` is added to what `npm start` finds. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<PlaygroundJourney> {
    const [port, playgroundPort] = [await freePort(), await freePort()];
    const bot = spawn('npm', ['start'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        CI: 'true',
        LOG_LEVEL: 'info',
        PORT: String(port),
        PLAYGROUND_PORT: String(playgroundPort),
        ...environment,
      },
    });
    const said: string[] = [];
    await untilStarted(bot, said);
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
    return new PlaygroundJourney(bot, browser, page, said);
  }

  /** Types into the composer and sends. */
  async say(text: string): Promise<void> {
    const composer = this.page.locator('div[contenteditable=true]');
    await composer.click();
    await composer.fill(text);
    await composer.press('Enter');
  }

  /**
   * Sends a message with this attachment from the personal chat. The composer takes no files, so it goes in as the
   * Playground's "custom activity", made from its own template; that leaves out the name of the person, which Teams
   * sends.
   */
  async attach(attachment: Attachment, text = ''): Promise<void> {
    const activities = new URL('/_internal/v1/customActivities', this.page.url());
    const template = new URL(`${activities.href}/template`);
    template.searchParams.set('conversationId', personalChat);
    const base = (await (await fetch(template)).json()) as Pick<Activity, 'from'>;
    const from = { ...base.from, name: person.name };
    await fetch(activities, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...base, from, type: 'message', text, attachments: [attachment] }),
    });
  }

  /** The newest card on the page. */
  get card(): Locator {
    return this.page.locator('.ac-adaptiveCard').last();
  }

  cardCount(): Promise<number> {
    return this.page.locator('.ac-adaptiveCard').count();
  }

  /**
   * Presses a button of the newest card until the bot's log shows that it arrived: the Playground loses a click
   * that falls into its own redrawing.
   */
  async press(button: string, verb: string): Promise<void> {
    const arrivals = () => this.output.split(`"verb":"${verb}"`).length;
    const before = arrivals();
    for (let attempt = 0; attempt < 5 && arrivals() === before; attempt += 1) {
      await this.card.getByRole('button', { name: button }).click();
      await this.page.waitForTimeout(1000);
    }
    if (arrivals() === before) throw new Error(`${button} never reached the bot`);
  }

  /** Picks this choice of the newest card's only choice set. */
  async choose(choice: string): Promise<void> {
    await this.card.getByRole('combobox').click();
    await this.page.getByRole('option', { name: choice, exact: true }).click();
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

function untilStarted(bot: ChildProcess, said: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`npm start said only: ${said.join('')}`));
    }, startWithinMs);
    bot.stdout!.on('data', (chunk: Buffer) => {
      said.push(chunk.toString());
      if (!said.join('').includes('Ctrl-C')) return;
      clearTimeout(timer);
      resolve();
    });
    bot.once('exit', (code) => {
      reject(new Error(`npm start ended with ${code}: ${said.join('')}`));
    });
  });
}
