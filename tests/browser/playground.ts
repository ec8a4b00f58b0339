import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Activity, Attachment } from 'botbuilder';
import { chromium, type Browser, type Page } from 'playwright-core';
import people from '../../services/demo/people.json';
import { freePort } from '../support/free-port';
import { Screen } from './screen';

type Environment = Readonly<Record<string, string>>;

const root = path.resolve(__dirname, '../..');
const startWithinMs = 60_000;
/** As in .m365agentsplayground.yml. */
const personalChat = 'a:1-demo-personal-chat';
const person = people.people.find(({ role }) => role === 'helpdesk')!;

/** The bot as a newcomer starts it: `npm start` on free ports, with the Playground open in headless Chromium. */
export class PlaygroundJourney extends Screen {
  private constructor(
    page: Page,
    private readonly browser: Browser,
    /** The bot is the last. */
    private readonly processes: ChildProcess[],
    private readonly ports: Environment,
    said: readonly string[],
  ) {
    super(page, () => said.join(''));
  }

  /** `environment` is added to what `npm start` finds. */
  static async start(environment: Environment = {}): Promise<PlaygroundJourney> {
    const playgroundPort = String(await freePort());
    const ports = { PORT: String(await freePort()), PLAYGROUND_PORT: playgroundPort };
    const bot = start(['start'], { LOG_LEVEL: 'info', ...ports, ...environment });
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
    const page = await Screen.open(browser, `http://localhost:${playgroundPort}`);
    return new PlaygroundJourney(page, browser, [bot], ports, said);
  }

  /** Sends a message with this attachment from the personal chat; Teams sends the person's name, the template not. */
  async attach(attachment: Attachment, text = ''): Promise<void> {
    const from = { name: person.name } as Activity['from'];
    await this.sendCustom(personalChat, { type: 'message', text, from, attachments: [attachment] });
  }

  /** Opens another Playground on the same bot, as `npm run playground -- anna` does, in which that person speaks. */
  async alsoAs(firstName: string): Promise<Screen> {
    const second = start(['run', 'playground', '--', firstName], this.ports);
    this.processes.unshift(second);
    const said: string[] = [];
    await untilStarted(second, said);
    const [url = ''] = /http:\S+/.exec(said.join('')) ?? [];
    return new Screen(await Screen.open(this.browser, url), () => this.output);
  }

  /** Ends as Ctrl-C does; resolves with the exit code. */
  async stop(): Promise<number | null> {
    await this.browser.close();
    let code: number | null = null;
    for (const child of this.processes) {
      const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
      process.kill(-child.pid!, 'SIGINT');
      code = await exited;
    }
    return code;
  }
}

function start(words: readonly string[], environment: Environment): ChildProcess {
  return spawn('npm', words, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CI: 'true', ...environment },
  });
}

function untilStarted(child: ChildProcess, said: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`It said only: ${said.join('')}`));
    }, startWithinMs);
    child.stdout!.on('data', (chunk: Buffer) => {
      said.push(chunk.toString());
      if (!said.join('').includes('Ctrl-C')) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`It ended with ${code}: ${said.join('')}`));
    });
  });
}
