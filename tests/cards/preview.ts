import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { hostConfig, themes } from './preview-host';
import { showcase } from './support/states';

/**
 * Draws the cards as Teams would show them: one page per theme and width, and a picture of each.
 * `node --import tsx tests/cards/preview.ts --out <folder> [--browser /usr/bin/chromium]`
 */
const { values: options } = parseArgs({
  options: { out: { type: 'string', default: 'cards-preview' }, browser: { type: 'string' } },
});
const widths = [320, 640] as const;
const renderer = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.js'), 'utf8');

function page(themeName: keyof typeof themes, width: number): string {
  const theme = themes[themeName];
  const states = showcase.map(({ name, render }) => ({ name, card: render().attachment.content as unknown }));
  return `<!doctype html><meta charset="utf-8"><title>Cards, ${themeName}, ${width} px</title>
<style>
  body { margin: 16px; background: ${theme.page}; font: 12px sans-serif; color: ${theme.subtle}; columns: ${width + 16}px 3; }
  figure { margin: 0 0 24px; width: ${width}px; break-inside: avoid; }
  figure > div { background: ${theme.card}; border-radius: 4px; border: 1px solid ${theme.subtle}55; overflow: hidden; }
  .ac-pushButton { background: transparent; color: ${theme.text}; border: 1px solid ${theme.subtle}; border-radius: 4px;
    padding: 6px 12px; font-weight: 600; }
  .ac-actionSet { flex-wrap: wrap; gap: 8px; }
  .ac-textBlock p { margin: 0; }
</style>
<script>${renderer}</script>
<script>
  const unescape = (text) => text.replace(/&/g, '&amp;').replace(/\\\\([^A-Za-z0-9\\s])/g, '$1').replace(/</g, '&lt;');
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = unescape(text);
    result.didProcess = true;
  };
  addEventListener('load', () => {
    for (const { name, card } of ${JSON.stringify(states).replaceAll('<', '\\u003c')}) {
      const figure = document.body.appendChild(document.createElement('figure'));
      figure.appendChild(document.createElement('figcaption')).textContent = name;
      const view = new AdaptiveCards.AdaptiveCard();
      view.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig(theme))});
      view.parse(card);
      figure.appendChild(document.createElement('div')).appendChild(view.render());
    }
  });
</script>`;
}

async function draw(): Promise<void> {
  mkdirSync(options.out, { recursive: true });
  const browser =
    options.browser === undefined
      ? undefined
      : await chromium.launch({
          executablePath: options.browser,
          args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
        });
  for (const theme of ['light', 'dark'] as const) {
    for (const width of widths) {
      const file = join(resolve(options.out), `${theme}-${width}`);
      writeFileSync(`${file}.html`, page(theme, width));
      console.log(`${file}.html`);
      if (browser === undefined) continue;
      const view = await browser.newPage({ viewport: { width: 3 * (width + 16) + 48, height: 900 } });
      await view.goto(pathToFileURL(`${file}.html`).href);
      await view.screenshot({ path: `${file}.png`, fullPage: true });
      await view.close();
      console.log(`${file}.png`);
    }
  }
  await browser?.close();
}

void draw();
