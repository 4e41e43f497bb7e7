// node scripts/shoot.mjs URL OUT.png [WIDTH] [full]   A picture of a page as Chromium shows it; `full` takes all of its height.
import { launch } from "../tests/browser/browser.mjs";

const [url, out, width = "1440", full] = process.argv.slice(2);
if (!url || !out) {
  console.error("usage: node scripts/shoot.mjs URL OUT.png [WIDTH] [full]");
  process.exit(2);
}
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: Number(width), height: 900 } });
  const response = await page.goto(url);
  if (response && response.status() !== 200) console.error(`status ${response.status()}`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: out, fullPage: full === "full" });
} finally {
  await browser.close();
}
