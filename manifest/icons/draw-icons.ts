import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { iconSizes } from '../icon-check';

/** Draws color.png and outline.png from the SVG files beside it: `tsx manifest/icons/draw-icons.ts --browser <chromium>` */
async function draw(executablePath: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  for (const [name, size] of Object.entries(iconSizes)) {
    const svg = readFileSync(join(__dirname, `${name}.svg`), 'utf8');
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: join(__dirname, `${name}.png`), omitBackground: true });
    await page.close();
  }
  await browser.close();
}

const { values } = parseArgs({ options: { browser: { type: 'string', default: '/usr/bin/chromium' } } });
void draw(values.browser);
