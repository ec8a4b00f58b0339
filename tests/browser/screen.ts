import path from 'node:path';
import type { Activity } from 'botbuilder';
import type { Browser, Locator, Page } from 'playwright-core';

const wide = { width: 900, height: 1250 };
/** What a job does in its own time, on a machine with much else to do. */
const patienceMs = 90_000;
/** As wide as a card is on a phone. */
const narrowCard = '300px';

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

  /** Opens this chat; the list of them covers the page until it is closed again. */
  async openChat(name: string): Promise<void> {
    const chat = this.page.locator(`button[aria-label="${name}"]`);
    const list = this.page.getByTitle('Toggle app bar and conversation window');
    await list.click();
    await chat.click();
    await list.click();
  }

  /** In a group chat the bot hears only what mentions it. */
  async sayToBot(text: string): Promise<void> {
    const composer = this.page.locator('div[contenteditable=true]');
    await composer.click();
    await composer.pressSequentially('@');
    await this.page.getByRole('menuitem', { name: 'Autopilot' }).first().click();
    await composer.pressSequentially(` ${text}`);
    await composer.press('Enter');
  }

  /** The same with a language set in Teams: the Playground's own is always English. */
  async sayIn(locale: string, text: string, conversationId: string): Promise<void> {
    await this.sendCustom(conversationId, { type: 'message', text, locale });
  }

  /** What the composer cannot send goes in as the Playground's "custom activity", made from its own template. */
  protected async sendCustom(conversationId: string, activity: Partial<Activity>): Promise<void> {
    const activities = new URL('/_internal/v1/customActivities', this.page.url());
    const template = new URL(`${activities.href}/template`);
    template.searchParams.set('conversationId', conversationId);
    const base = (await (await fetch(template)).json()) as Partial<Activity>;
    await fetch(activities, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...base, ...activity, from: { ...base.from, ...activity.from } }),
    });
  }

  /** A message in words that says this. */
  async told(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).last().waitFor({ timeout: patienceMs });
  }

  /** The newest card says this. */
  async reads(text: string | RegExp): Promise<void> {
    await this.card.getByText(text).first().waitFor({ timeout: patienceMs });
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
   * that falls into its own redrawing. A text is the button's whole name; of several the first is meant.
   */
  async press(button: string | RegExp, verb: string): Promise<void> {
    const arrivals = () => this.output.split(`"verb":"${verb}"`).length;
    const before = arrivals();
    for (let attempt = 0; attempt < 5 && arrivals() === before; attempt += 1) {
      await this.card.getByRole('button', { name: button, exact: true }).first().click();
      await this.page.waitForTimeout(1000);
    }
    if (arrivals() === before) throw new Error(`${String(button)} never reached the bot`);
  }

  /** Opens the question behind this button of the newest card, unless it is open. */
  async unfold(button: string, answer: string): Promise<void> {
    const send = this.card.getByRole('button', { name: answer, exact: true });
    for (let attempt = 0; attempt < 5 && !(await send.isVisible()); attempt += 1) {
      await this.card.getByRole('button', { name: button, exact: true }).click();
      await this.page.waitForTimeout(1000);
    }
    await send.waitFor();
  }

  /** Opens a folded part of the newest card, unless it is open. */
  async unfoldPart(button: string, says: string): Promise<void> {
    const inside = this.card.getByText(says, { exact: true });
    for (let attempt = 0; attempt < 5 && !(await inside.isVisible()); attempt += 1) {
      await this.card.getByRole('button', { name: button, exact: true }).click();
      await this.page.waitForTimeout(1000);
    }
    await inside.waitFor();
  }

  /** Picks this choice of the newest card's only choice set. */
  async choose(choice: string): Promise<void> {
    await this.card.getByRole('combobox').click();
    await this.page.getByRole('option', { name: choice, exact: true }).click();
  }

  async keepScreenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(__dirname, 'screenshots', `${name}.png`) });
  }

  /** The page as it is, and its newest card alone, as narrow as on a phone: the Playground's own width is fixed. */
  async keepBothScreenshots(name: string): Promise<void> {
    await this.card.scrollIntoViewIfNeeded();
    await this.keepScreenshot(name);
    const setWidth = (width: string) =>
      this.card.evaluate((card: { style: { width: string } }, to) => {
        card.style.width = to;
      }, width);
    await setWidth(narrowCard);
    await this.card.screenshot({ path: path.join(__dirname, 'screenshots', `${name}-narrow.png`) });
    await setWidth('');
  }
}
