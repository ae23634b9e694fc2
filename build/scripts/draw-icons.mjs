#!/usr/bin/env node
// Draws every icon of the app from its SVG source with Chromium: `node build/scripts/draw-icons.mjs [CHROMIUM]`.
// The pictures are kept in the repository, so that a build needs no browser.
import { chromium } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';
import { makeIco } from './make-ico.mjs';

const iconsDir = path.join(rootDir, 'build/icons');
const trayDir = path.join(iconsDir, 'tray');
/** Up to here the simple drawing: two rows, on the grid of 16 pixels. */
const SMALL_MAX = 32;
const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** https://learn.microsoft.com/windows/apps/design/style/iconography/app-icon-construction: what Windows takes from one. */
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const TRAY_SIZES = [16, 24, 32, 48];
/** macOS gives the menu bar 22 points and recommends 18 for what is in it. */
const TEMPLATE_SIZES = [18, 36];
/** Only the alpha channel of a template image counts: black, with the mark cut out of its ground. */
const TEMPLATE_CSS =
  '.mark { display: none } [fill^="#"]:not(mask *) { fill: #000 } [stroke^="#"]:not(mask *) { stroke: #000 }';

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();

/** @param {string} svg @param {number} size pixels */
async function draw(svg, size, css = '') {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px } ${css}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

/** @type {Map<number, Buffer>} */
const drawn = new Map();
for (const size of ICON_SIZES) {
  const source = size <= SMALL_MAX ? 'icon-small.svg' : 'icon.svg';
  const png = await draw(fs.readFileSync(path.join(iconsDir, source), 'utf8'), size);
  drawn.set(size, png);
  fs.writeFileSync(path.join(iconsDir, `icon-${size}.png`), png);
}
fs.writeFileSync(
  path.join(iconsDir, 'icon.ico'),
  makeIco(ICO_SIZES.map((size) => ({ size, png: /** @type {Buffer} */ (drawn.get(size)) }))),
);
for (const name of fs.readdirSync(trayDir).filter((file) => file.endsWith('.svg'))) {
  const svg = fs.readFileSync(path.join(trayDir, name), 'utf8');
  const status = path.basename(name, '.svg');
  for (const size of TRAY_SIZES)
    fs.writeFileSync(path.join(trayDir, `${status}-${size}.png`), await draw(svg, size));
  for (const size of TEMPLATE_SIZES)
    fs.writeFileSync(
      path.join(trayDir, `${status}-template-${size}.png`),
      await draw(svg, size, TEMPLATE_CSS),
    );
}
await browser.close();
