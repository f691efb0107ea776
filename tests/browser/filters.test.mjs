// Filters, search, sort, and the view in the address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve, sit } from "./desk.mjs";
import { address, eventually, launch, open, rows, shown } from "./page.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const field = (page, name) => page.locator(`.filters [name=${name}]`);
const pill = (page, status) => page.locator(`.pills [value=${status}]`);
const regions = (page) => page.locator("table.rows > tbody:not([hidden]) th").allTextContents();

test("filters add up, are counted aloud, and stand in the address", async () => {
  const { page, close } = await open(browser, "normal");
  await pill(page, "confirmed").check();
  const confirmed = await shown(page);
  assert.equal(await page.getByRole("status").innerText(), `${confirmed} of ${await rows(page)} rows`);
  await field(page, "year").selectOption("2018");
  const both = await shown(page);
  assert.ok(both > 0 && both < confirmed);
  assert.equal(await page.locator('tbody:not([hidden]):not([data-year="2018"])[data-status]').count(), 0);
  assert.equal(new URL(page.url()).hash, "#status=confirmed&year=2018");
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  assert.equal(await shown(page), await rows(page));
  assert.equal(new URL(page.url()).hash, "");
  await close();
});

test("a view that was sent opens as it was", async () => {
  const { page, close } = await open(browser, "normal", { hash: "#q=pelalawan&status=confirmed&sort=sources&down=1" });
  assert.deepEqual(await regions(page), ["Kabupaten Pelalawan 14.05"]);
  assert.equal(await field(page, "q").inputValue(), "pelalawan");
  assert.equal(await page.locator("th[data-sort=sources]").getAttribute("aria-sort"), "descending");
  await page.goto(`${address("normal")}#province=14`);
  await eventually(async () => assert.equal(await field(page, "q").inputValue(), ""));
  assert.equal(await page.locator('tbody:not([hidden]):not([data-province="14"])[data-status]').count(), 0);
  await close();
});

test("several statuses are chosen at once, and the address keeps them", async () => {
  const { page, close } = await open(browser, "normal", { hash: "#status=disputed" });
  assert.ok(await pill(page, "disputed").isChecked());
  const one = await shown(page);
  await pill(page, "near_list").check();
  const both = await shown(page);
  assert.ok(one < both);
  assert.equal(new URL(page.url()).hash, "#status=disputed,near_list");
  await page.goto(`${address("normal")}#status=near_list,disputed,nonsense&which=open`);
  await eventually(async () => assert.equal(await field(page, "which").inputValue(), "open"));
  const statuses = await page.locator("table.rows > tbody:not([hidden])").evaluateAll((rows) => rows.map((row) => row.dataset.status));
  assert.deepEqual([...new Set(statuses)].sort(), ["disputed", "near_list"]);
  // One disputed row of the sample is judged.
  assert.equal(statuses.length, both - 1);
  await close();
});

test("an outlet shows the rows of which it speaks", async () => {
  const { page, close } = await open(browser, "normal");
  await field(page, "outlet").selectOption("Suara Nusa");
  const number = await shown(page);
  assert.ok(number > 0 && number < (await rows(page)));
  // A row with more quotes than it shows may hide the outlet among them.
  const silent = page.locator("table.rows > tbody:not([hidden])").filter({ hasNotText: "Suara Nusa" });
  assert.equal(await silent.count(), await silent.filter({ hasText: "stand in reconciliation.jsonl" }).count());
  assert.equal(new URL(page.url()).hash, "#outlet=Suara+Nusa");
  await close();
});

test("the queue has the order of the desk, and what waits is counted alike", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  const queue = await page.evaluate(() => fetch("/desk/queue?limit=500").then((answer) => answer.json()));
  const counted = Number(await page.locator("#open").innerText());
  const report = await open(browser, "normal");
  const waits = await report.page.locator("#next .about").innerText();
  // The desk has no entry for a decision that fits nothing.
  assert.equal(Number(waits.split(" ")[0]), counted + 1);
  await report.page.locator('#next a[href="#which=open&sort=turn"]').click();
  await eventually(async () => assert.equal(await field(report.page, "which").inputValue(), "open"));
  const order = await report.page.locator("table.rows > tbody:not([hidden])").evaluateAll((all) => all.map((row) => row.id.replace(/^row\/|~\d+$/g, "")));
  assert.ok(order.length > 20);
  assert.deepEqual(order, queue.entries.filter((entry) => entry.kind === "row").map((entry) => entry.id));
  await report.close();
});

test("a view that cannot be is no filter", async () => {
  for (const hash of ["#status=<img>&year=9999", "#%E0%A4%A", "#nowhere", "#map=zero", "#sort=constructor&down=1"]) {
    const { page, seen, close } = await open(browser, "normal", { hash });
    assert.equal(await shown(page), await rows(page), hash);
    assert.deepEqual(seen.errors, []);
    if (hash.startsWith("#map")) assert.equal(await page.evaluate(() => scrollY), 0);
    await close();
  }
});

test("the search finds words of quotes, in any case, all of them", async () => {
  const { page, close } = await open(browser, "normal");
  await field(page, "q").fill("MEMBANTAH siak");
  assert.deepEqual(await regions(page), ["Kabupaten Siak 14.08"]);
  await field(page, "q").fill("zzz");
  assert.equal(await shown(page), 0);
  assert.equal(await page.getByRole("status").innerText(), `0 of ${await rows(page)} rows`);
  await page.getByRole("button", { name: "Clear the filters" }).click();
  assert.equal(await shown(page), await rows(page));
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  await close();
});

test("a head sorts, turns, and goes back to the order of the list", async () => {
  const { page, close } = await open(browser, "normal");
  const head = page.locator("th[data-sort=articles]");
  const numbers = async () =>
    (await page.locator("tbody .c-articles").allTextContents()).map(Number);
  const listed = await numbers();
  await head.getByRole("button").click();
  assert.deepEqual(await numbers(), [...listed].sort((a, b) => b - a));
  await head.getByRole("button").click();
  assert.deepEqual(await numbers(), [...listed].sort((a, b) => a - b));
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  await head.getByRole("button").click();
  assert.deepEqual(await numbers(), listed);
  assert.equal(await head.getAttribute("aria-sort"), null);
  await close();
});

test("all is reached by the keyboard, and what has the focus is seen", async () => {
  const { page, close } = await open(browser, "normal");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the rows");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  const reached = [];
  while (reached.at(-1)?.[0] !== "SUMMARY" && reached.length < 60) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => {
      const { tagName, name } = document.activeElement;
      return [tagName, name, getComputedStyle(document.activeElement).outlineStyle];
    }));
  }
  assert.ok(reached.every(([, , outline]) => outline !== "none"), JSON.stringify(reached));
  assert.equal(reached.at(-1)[0], "SUMMARY");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("table.rows details[open]").count(), 1);
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.href), /#:~:text=/);
  await close();
});

test("a tile of the map and a tile of the summary lead to their rows", async () => {
  const { page, close } = await open(browser, "normal");
  await page.locator('figure.map:visible g[data-code="14"]').click();
  await eventually(() => assert.equal(new URL(page.url()).hash, "#province=14"));
  await page.locator('.tile[href="#status=disputed"]').click();
  await eventually(async () => assert.equal(await field(page, "province").inputValue(), ""));
  assert.equal(await page.locator('tbody:not([hidden]):not([data-status="disputed"])[data-status]').count(), 0);
  // The same once more, from above.
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('.tile[href="#status=disputed"]').click();
  await page.waitForFunction(() => scrollY > 500);
  await close();
});

test("a row has an address, which opens it whatever is filtered", async () => {
  const { page, close } = await open(browser, "normal", { hash: "#status=not_in_press" });
  const row = "#row/gerakan-menuju-smart-city/2017/14.08";
  await page.goto(address("normal") + row);
  await page.locator(`[id="${row.slice(1)}"] blockquote`).first().waitFor();
  const near = page.locator(".near a").first();
  await page.getByRole("button", { name: "Open all shown" }).click();
  const target = await near.getAttribute("href");
  await page.getByRole("button", { name: "Close all" }).click();
  await page.goto(address("normal") + target);
  await page.locator(`[id="${target.slice(1)}"] .inside`).waitFor();
  await close();
});

test("the head of a row opens it; marking words does not", async () => {
  const { page, close } = await open(browser, "normal");
  const head = page.locator("table.rows > tbody th").first();
  await head.click();
  assert.equal(await page.locator("table.rows details[open]").count(), 1);
  await head.dblclick();
  assert.ok(await page.evaluate(() => String(getSelection())));
  const open_ = await page.locator("table.rows details[open]").count();
  await page.locator("table.rows > tbody th").first().click({ modifiers: ["Shift"] });
  assert.equal(await page.locator("table.rows details[open]").count(), open_);
  await close();
});
