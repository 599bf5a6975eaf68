// Draws the PNG icons from public/icons/waymark.svg, in a browser. Run it by hand after changing the drawing:
// node test/tools/draw-icons.ts

import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { browserFlags, ensureBrowser } from "./find-browser.ts";

const folder = new URL("../../public/icons/", import.meta.url);
const svg = readFileSync(new URL("waymark.svg", folder), "utf8");
// A maskable icon is cut to any shape: the drawing keeps to the inner four fifths and the ground goes to the edge.
const maskable = svg
  .replace('rx="104"', "")
  .replace(/(<rect[^>]*>)([\s\S]*)(<\/svg>)/, '$1<g transform="translate(38 38) scale(0.85)">$2</g>$3');
const square = svg.replace('rx="104"', "");
const icons = [
  { name: "waymark-180.png", size: 180, drawing: square },
  { name: "waymark-192.png", size: 192, drawing: svg },
  { name: "waymark-512.png", size: 512, drawing: svg },
  { name: "waymark-maskable-512.png", size: 512, drawing: maskable },
];

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserFlags] });
const page = await browser.newPage();
for (const { name, size, drawing } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
  writeFileSync(new URL(name, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
