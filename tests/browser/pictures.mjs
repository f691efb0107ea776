// Pictures of the report and the desk, to look at: light, dark, small, on paper.
import { join } from "node:path";
import { serve, sit } from "./desk.mjs";
import { launch, open } from "./page.mjs";

const folder = process.argv[2];
const browser = await launch();

async function picture(name, options, prepare, report = "normal") {
  const { page, close } = await open(browser, report, options);
  await prepare?.(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await close();
}

const rows = async (page) => {
  for (const row of [0, 1]) await page.locator("table.rows summary").nth(row).click();
  await page.locator("#rows").evaluate((part) => part.scrollIntoView());
};
const sizes = async (page) => {
  await page.locator("#sizes summary").nth(2).click();
  await page.locator("#copies summary").first().click();
  await page.locator("#sizes").evaluate((part) => part.scrollIntoView());
};
const small = { width: 360, height: 2400 };
await picture("top", { viewport: { width: 1280, height: 2480 } });
await picture("top-dark", { viewport: { width: 1280, height: 1500 }, colorScheme: "dark" });
await picture("rows", { viewport: { width: 1280, height: 1300 } }, rows);
await picture("rows-dark", { viewport: { width: 1280, height: 1300 }, colorScheme: "dark" }, rows);
await picture("sizes", { viewport: { width: 1280, height: 2200 } }, sizes);
await picture("small", { viewport: small });
await picture("small-rows", { viewport: small }, rows);
await picture("small-sizes", { viewport: small }, sizes);
await picture("hostile", { viewport: { width: 1000, height: 1600 } }, undefined, "hostile");

await picture("indonesian", { viewport: { width: 1280, height: 1712 } }, undefined, "indonesian");
await picture("indonesian-rows", { viewport: { width: 1280, height: 1300 } }, rows, "indonesian");
await picture("indonesian-small", { viewport: small }, undefined, "indonesian");
await picture("indonesian-small-rows", { viewport: small, colorScheme: "dark" }, rows, "indonesian");
await picture("indonesian-sizes", { viewport: { width: 1280, height: 2200 } }, sizes, "indonesian");

const { page, close } = await open(browser, "normal");
await page.locator("table.rows summary").nth(1).click();
await page.pdf({ path: join(folder, "paper.pdf"), format: "A4" });
await close();

// The desk in both languages; docs/desk.png and docs/desk.id.png are made so.
const hooks = [];
const all = { after: (hook) => hooks.push(hook) };
for (const [name, lang, options] of [
  ["desk", "en", {}],
  ["desk.id", "id", {}],
  ["desk-dark", "id", { colorScheme: "dark" }],
  ["desk-small", "id", { viewport: { width: 360, height: 1600 } }],
]) {
  const desk = await serve(all, "normal");
  const { page } = await sit(all, browser, desk, { locale: lang, viewport: { width: 1280, height: 960 }, ...options });
  await page.locator("#by").fill("Sari");
  await page.locator("#item").focus();
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
for (const hook of hooks) await hook();
await browser.close();
