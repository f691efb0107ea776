// A browser with a report in it. The browser is Debian's, and what the page asks for beside itself is written down.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

export const address = (name) => pathToFileURL(join(process.env.PETIK_REPORTS, `${name}.html`)).href;

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });

// `options`: those of the context, and `hash` for the view.
export async function open(browser, name, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const seen = { requests: [], dialogs: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.goto(address(name) + hash);
  return { page, seen, close: () => context.close() };
}

export const shown = (page) => page.locator("table.rows > tbody:not([hidden])").count();

// Rows, shown or not: as many as the lists have members and the press names besides.
export const rows = (page) => page.locator("table.rows > tbody").count();

// The page is told of a new view in its address after whoever followed the link has gone on: what must come true is asked again
// until it is, and is a failure when it is not after five seconds.
export async function eventually(check) {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await new Promise((again) => setTimeout(again, 20));
    }
  }
}
