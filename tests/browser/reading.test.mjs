// Whoever reads: with a screen reader, a small screen, without a script, on paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { eventually, launch, open, rows, shown } from "./page.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const views = {
  light: {},
  dark: { colorScheme: "dark" },
  "a small screen": { viewport: { width: 360, height: 740 } },
  "a small screen, dark": { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
};

for (const [view, options] of Object.entries(views)) {
  test(`axe finds nothing: ${view}`, async () => {
    const { page, close } = await open(browser, "normal", options);
    // The whole page once; each view with some rows, since axe looks at every element for itself.
    if (view !== "light") await page.locator(".filters [name=year]").selectOption("2017");
    for (const row of [0, 1, 2]) await page.locator("table.rows summary").nth(row).click();
    await page.locator("#sizes summary").first().click();
    await page.locator("#copies summary").first().click();
    await page.locator(".map:visible .numbers summary").click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]), []);
    await close();
  });
}

test("axe finds nothing in Indonesian, and the page counts in it", async () => {
  const { page, close } = await open(browser, "indonesian", { hash: "#status=disputed,near_list" });
  assert.match(await page.getByRole("status").innerText(), /^\d+ dari \d+ baris$/);
  await page.locator("tbody:not([hidden]) summary").first().click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]), []);
  await close();
});

test("axe finds nothing in hostile words", async () => {
  const { page, close } = await open(browser, "hostile");
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 300)]), []);
  await close();
});

for (const name of ["normal", "indonesian", "hostile"]) {
  for (const width of [360, 720, 1000, 1280]) {
    test(`the page is not wider than the screen: ${name}, ${width}`, async () => {
      const { page, close } = await open(browser, name, { viewport: { width, height: 800 } });
      await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      await close();
    });
  }
}

test("a table stays a table on a small screen", async () => {
  const { page, close } = await open(browser, "normal", { viewport: { width: 360, height: 740 } });
  const table = page.getByRole("table", { name: "Members of the list and claims of press" });
  assert.equal(await table.getByRole("columnheader").count(), 7);
  assert.equal(await table.getByRole("rowheader", { name: "Kabupaten Pelalawan" }).count(), 1);
  await close();
});

test("without a script all rows are there and open", async () => {
  const { page, close } = await open(browser, "normal", { javaScriptEnabled: false });
  assert.ok((await shown(page)) > 100);
  assert.equal(await shown(page), await rows(page));
  assert.equal(await page.locator(".script-only").first().isVisible(), false);
  await page.locator("table.rows summary").first().click();
  assert.ok(await page.locator("table.rows blockquote").first().isVisible());
  await page.locator('label[for="map-2"]').click();
  assert.match(await page.locator("figure.map:visible figcaption").innerText(), /^2018: \d+ of \d+ members/);
  await close();
});

test("on paper stand the rows that are shown and the quotes that are open, and no controls", async () => {
  const { page, close } = await open(browser, "normal", { hash: "#status=disputed" });
  await page.locator("tbody:not([hidden]) summary").first().click();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".filters").isVisible(), false);
  assert.equal(await page.locator("table.rows blockquote:visible").count(), 3);
  assert.equal(await page.locator("table.rows > tbody:visible").count(), await shown(page));
  await close();
});

test("a year has its map", async () => {
  const { page, close } = await open(browser, "normal");
  await page.getByRole("radio", { name: "All years" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await page.locator("figure.map:visible figcaption").innerText(), /^2017: \d+ of 26 members/);
  await eventually(() => assert.match(page.url(), /#map=1$/));
  await close();
});
