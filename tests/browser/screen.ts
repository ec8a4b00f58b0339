import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

const wide = { width: 900, height: 1250 };
/** As in a side panel or on a phone. */
const narrow = { width: 480, height: 1250 };

/** One Playground, open in a browser, as the person who speaks there sees it. */
export class Screen {
  constructor(
    readonly page: Page,
    /** What the bot wrote to its terminal so far, log included. */
    private readonly written: () => string,
  ) {}

  static async open(browser: Browser, url: string): Promise<Page> {
    const page = await browser.newPage({ viewport: wide });
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await page.getByTitle('Toggle Log Panel').click();
    return page;
  }

  get output(): string {
    return this.written();
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

  /** Wide, and once more as narrow as a side panel. */
  async keepBothScreenshots(name: string): Promise<void> {
    await this.keepScreenshot(name);
    await this.page.setViewportSize(narrow);
    await this.keepScreenshot(`${name}-narrow`);
    await this.page.setViewportSize(wide);
  }
}
