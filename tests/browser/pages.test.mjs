// Every page in pages.json, in every language: what holds for all of them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { launch, watch } from "./browser.mjs";
import { start } from "./server.mjs";

const { languages, pages } = JSON.parse(readFileSync(new URL("pages.json", import.meta.url), "utf8"));
const WIDTHS = [320, 1440];
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
// An A4 page between its margins, in CSS pixels.
const PAPER = 718;
const TABS_FOLLOWED = 20;

let server, browser;
before(async () => {
  server = await start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens a page of pages.json in a context of its own; a page given by `link` is found by following it. */
async function open(entry, language, width, options = {}) {
  const context = await browser.newContext({ locale: language, viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = watch(page, server.origin);
  // A path with a question of its own is followed by `&`.
  const address = (path) => server.origin + languages[language].replace("{path}?", path.includes("?") ? `${path}&` : `${path}?`);
  let response = await page.goto(address(entry.path ?? entry.from));
  if (entry.link) {
    const link = page.locator(entry.link).first();
    assert.ok(await link.count(), `${page.url()} has no link \`${entry.link}\``);
    response = await page.goto(await link.evaluate((a) => a.href));
  }
  return { page, problems, status: response.status(), close: () => context.close() };
}

for (const entry of pages) {
  for (const language of Object.keys(languages)) {
    for (const width of WIDTHS) {
      test(`${entry.name}, ${language}, ${width} px`, async () => {
        const { page, problems, status, close } = await open(entry, language, width);
        try {
          if (status !== 200) problems.push(`status ${status}`);
          const seen = await page.evaluate(() => ({
            language: document.documentElement.lang,
            headings: document.querySelectorAll("h1").length,
            content: document.documentElement.scrollWidth,
            window: window.innerWidth,
          }));
          if (seen.language !== language) problems.push(`html lang is \`${seen.language}\``);
          if (seen.headings !== 1) problems.push(`${seen.headings} h1`);
          if (seen.content > seen.window) problems.push(`the page scrolls sideways: ${seen.content} px wide`);
          const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
          for (const { id, help, nodes } of violations)
            problems.push(`axe ${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
          assert.deepEqual(problems, [], page.url());
        } finally {
          await close();
        }
      });
    }

    test(`${entry.name}, ${language}, by keyboard`, async () => {
      const { page, close } = await open(entry, language, 1440);
      try {
        await page.keyboard.press("Tab");
        const skip = await page.evaluate(focused);
        assert.match(skip.href ?? "", /^#./, `Tab reaches ${skip.what} first, not the skip link`);
        assert.ok(skip.onPage, "the skip link is outside the page when it has focus");
        assert.ok(skip.ring, "the skip link's focus is not visible");
        assert.ok(skip.targetExists, `the skip link's target \`${skip.href}\` does not exist`);
        for (let tab = 0; tab < TABS_FOLLOWED; tab += 1) {
          await page.keyboard.press("Tab");
          const at = await page.evaluate(focused);
          if (at.what === "BODY") break;
          assert.ok(at.ring, `focus is not visible on ${at.what}`);
        }
      } finally {
        await close();
      }
    });

    test(`${entry.name}, ${language}, on paper`, async () => {
      const { page, close } = await open(entry, language, PAPER);
      try {
        await page.emulateMedia({ media: "print" });
        const seen = await page.evaluate(printed);
        assert.deepEqual(seen.controls, [], "what can only be clicked is printed");
        assert.deepEqual(seen.hidden, [], "what scrolls on a screen is cut off on paper");
        assert.ok(seen.heading, "the heading is not printed");
        const pdf = await page.pdf({ format: "A4", printBackground: false });
        assert.ok(pdf.length > 5000, `a file of ${pdf.length} bytes is printed`);
      } finally {
        await close();
      }
    });

    test(`${entry.name}, ${language}, without JavaScript`, async () => {
      const scripted = await open(entry, language, 1440);
      const plain = await open(entry, language, 1440, { javaScriptEnabled: false });
      try {
        assert.equal(plain.status, 200);
        assert.deepEqual(await contents(plain.page), await contents(scripted.page));
        assert.deepEqual(plain.problems, []);
      } finally {
        await scripted.close();
        await plain.close();
      }
    });
  }
}

/** What must be there with and without scripts. */
async function contents(page) {
  return {
    heading: await page.locator("h1").innerText(),
    headings: await page.locator("main :is(h2, h3)").count(),
    rows: await page.locator("main tr").count(),
    charts: await page.locator("main svg").count(),
  };
}

/** Runs in the page: what is left of it when it is printed. */
function printed() {
  const shown = (element) => element.getClientRects().length > 0;
  const name = (element) => `${element.tagName} ${element.className}`.trim();
  const controls = document.querySelectorAll("nav, form, button, input, select, .ds-skip-link");
  const boxes = document.querySelectorAll("main, main *");
  const cuts = (element) => ["auto", "scroll", "hidden"].includes(getComputedStyle(element).overflowX);
  return {
    heading: shown(document.querySelector("h1")),
    controls: [...controls].filter(shown).map(name),
    hidden: [...boxes].filter((e) => shown(e) && cuts(e) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1).map(name),
  };
}

/** Runs in the page: the element that has focus, and whether one can see that it has. */
function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const href = element.getAttribute("href");
  return {
    what: `${element.tagName}${href ? ` ${href}` : ""}`,
    href,
    targetExists: Boolean(href?.startsWith("#") && document.getElementById(href.slice(1))),
    onPage: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0,
    ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
  };
}
