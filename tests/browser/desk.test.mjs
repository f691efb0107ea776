// A steward at the desk, in a browser: the queue by keyboard alone, corrections, undo, two at one folder, hostile words.
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve, sit } from "./desk.mjs";
import { eventually, launch } from "./page.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const open = (page) => page.locator("#open").innerText().then(Number);
const heading = (page) => page.locator("#item h2").innerText();
const say = async (page, name) => {
  await page.locator("#by").focus();
  await page.keyboard.type(name);
  await page.keyboard.press("Escape");
};

// Presses a key until the desk shows what came of it.
const judged = async (page, desk, key) => {
  const before = (await desk.lines()).length;
  await page.keyboard.press(key);
  await eventually(async () => assert.ok((await desk.lines()).length > before));
  await eventually(async () => assert.equal(await page.locator("#item[aria-busy]").count(), 0));
};

test("a queue of thirty is cleared by keyboard alone", async (t) => {
  const desk = await serve(t, "normal");
  const { page, seen } = await sit(t, browser, desk);
  await say(page, "Sari");
  // Members with one source are in no queue unless they are asked for; thirty of them are.
  await page.keyboard.press("/");
  await page.keyboard.press("Tab");
  while (!(await page.evaluate(() => document.activeElement.value === "single_source"))) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await eventually(async () => assert.ok((await page.locator("#entries li").count()) >= 30));
  await page.evaluate(() => document.activeElement.blur());
  await eventually(async () => assert.match(await page.locator("#item h2 .badge").innerText(), /single source/i));
  const total = async () => Number((await page.locator("#total").innerText()).split(" ")[0].replace(",", ""));
  const begun = await total();
  for (let number = 0; number < 30; number += 1) {
    await judged(page, desk, number % 3 === 0 ? "r" : "a");
    await eventually(async () => assert.equal(await total(), begun - number - 1));
  }
  const lines = await desk.lines();
  assert.equal(lines.length, 30);
  assert.equal(new Set(lines.map((line) => line.subject)).size, 30);
  assert.ok(lines.every((line) => line.who === "Sari" && line.when));
  assert.equal(lines.filter((line) => line.verdict === "reject").length, 10);
  assert.deepEqual(seen, { foreign: [], dialogs: [], errors: [] });
});

test("a verdict is taken back, and the entry is there again", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  const [first, begun] = [await heading(page), await open(page)];
  await judged(page, desk, "a");
  await eventually(async () => assert.equal(await open(page), begun - 1));
  await page.keyboard.press("u");
  await eventually(async () => assert.equal(await open(page), begun));
  await eventually(async () => assert.equal(await heading(page), first));
  assert.deepEqual((await desk.lines()).map((line) => line.verdict), ["accept", "withdraw"]);
});

test("without a name nothing is judged", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await page.keyboard.press("a");
  await eventually(async () => assert.match(await page.locator("#told").innerText(), /who you are/));
  assert.deepEqual(await desk.lines(), []);
});

test("a claim is rejected with all of its article, and another is corrected to a region found by words", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await page.keyboard.press("1");
  await page.keyboard.press("r");
  await eventually(async () => assert.equal((await desk.lines()).length, 1));
  await eventually(async () => assert.equal(await page.locator("#item[aria-busy]").count(), 0));
  const [line] = await desk.lines();
  assert.match(line.subject, /^[0-9a-f]{12}$/);

  await page.locator("#item .claim [data-claim=correct]").first().click();
  await page.locator("#region-words").fill("klaten");
  await eventually(async () => assert.equal(await page.locator("#regions [aria-selected=true]").innerText(), "33.10 Kabupaten Klaten, Jawa Tengah"));
  await page.locator("#correct-note").fill("the letter says so");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal((await desk.lines()).at(-1).region, "33.10"));
});

test("a correction to a year that nothing has makes its row at once, and undo takes it away", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  const years = () => page.locator("select[name=year] option").allInnerTexts();
  assert.ok(!(await years()).includes("2031"));
  const begun = await open(page);
  await page.locator("#item .claim [data-claim=correct]").first().click();
  await page.locator("#correct-year").fill("2031");
  await page.locator("#correct-note").fill("the letter says so");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.ok((await years()).includes("2031")));
  await eventually(async () => assert.equal(await page.locator("#item[aria-busy]").count(), 0));
  await page.locator("select[name=which]").selectOption("all");
  await page.locator("select[name=year]").selectOption("2031");
  await eventually(async () => assert.equal(await page.locator("#entries .entry").count(), 1));
  await eventually(async () => assert.match(await page.locator("#item .of").innerText(), /2031/));
  assert.equal(await page.locator("#item .claim").count(), 1);
  await page.locator("#undo").click();
  await eventually(async () => assert.equal(await page.locator("#entries .entry").count(), 0));
  assert.equal(await open(page), begun);
});

test("a verdict is taken back after the page was opened anew", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  const first = await heading(page);
  await judged(page, desk, "a");
  await page.reload();
  await page.locator("#item h2").waitFor();
  await page.keyboard.press("u");
  await eventually(async () => assert.equal(await heading(page), first));
});

test("a row with many claims shows all of them, a page at a time, by keyboard", async (t) => {
  let wide;
  const widen = async (out) => {
    const file = join(out, "reconciliation.jsonl");
    const rows = (await readFile(file, "utf8")).split("\n").filter(Boolean).map((line) => JSON.parse(line));
    const row = rows.find((row) => row.status === "disputed" && !row.decision && row.claims.length > 0);
    const [claim] = row.claims;
    for (let at = row.claims.length; at < 230; at += 1) {
      row.claims.push({ ...claim, id: at.toString(16).padStart(12, "0"), article: { ...claim.article, id: `many-${at}`, source: 10_000 + at } });
    }
    row.articles = 230;
    wide = row.id;
    await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  };
  const desk = await serve(t, "normal", widen);
  const { page, seen } = await sit(t, browser, desk);
  await page.locator(`#entries .entry[data-id="${wide}"]`).click();
  const cards = page.locator("#item .claim");
  await eventually(async () => assert.equal(await cards.count(), 100));
  await page.locator("#more-claims").press("Enter");
  await eventually(async () => assert.equal(await cards.count(), 200));
  // The reader goes on at the first of those that came.
  await eventually(async () => assert.ok(await cards.nth(100).evaluate((card) => card === document.activeElement)));
  assert.equal(await page.locator("#more-claims").innerText().then((words) => words.match(/\d+/)[0]), "30");
  assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id), []);
  await page.keyboard.press("m");
  await eventually(async () => assert.equal(await cards.count(), 230));
  assert.equal(await page.locator("#more-claims").count(), 0);
  // After a verdict on a late claim all that was shown still is.
  await say(page, "Sari");
  await cards.nth(220).locator("[data-claim=reject]").click();
  await eventually(async () => assert.equal((await desk.lines()).length, 1));
  await eventually(async () => assert.equal(await page.locator("#item[aria-busy]").count(), 0));
  assert.equal(await cards.count(), 230);
  assert.deepEqual(seen, { foreign: [], dialogs: [], errors: [] });
});

test("two at one folder see each other, and what was judged in the meantime is not written over", async (t) => {
  const desk = await serve(t, "normal");
  const [one, other] = [await sit(t, browser, desk), await sit(t, browser, desk)];
  await say(one.page, "Sari");
  await say(other.page, "Budi");
  const first = await heading(one.page);
  assert.equal(await heading(other.page), first);
  const begun = Number(await one.page.locator("#decided").innerText());
  await judged(one.page, desk, "r");
  await other.page.keyboard.press("a");
  await eventually(async () => assert.match(await other.page.locator("#told").innerText(), /Sari judged it in the meantime: rejected/));
  assert.equal((await desk.lines()).length, 1);
  // A line that an editor adds is seen by both.
  await eventually(async () => assert.equal(await other.page.locator("#item[aria-busy]").count(), 0));
  const subject = await other.page.locator("#entries .entry").nth(2).getAttribute("data-id");
  await appendFile(desk.decisions, `${JSON.stringify({ subject, verdict: "accept", who: "Rina" })}\n`);
  for (const { page } of [one, other]) {
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await eventually(async () => assert.equal(await page.locator("#decided").innerText(), String(begun + 2)));
  }
});

test("hostile words run nothing and ask for nothing", async (t) => {
  const desk = await serve(t, "hostile");
  const { page, seen } = await sit(t, browser, desk);
  await page.locator("select[name=which]").selectOption("all");
  await eventually(async () => assert.ok((await page.locator("#entries li").count()) > 1));
  const count = await page.locator("#entries li").count();
  for (let at = 0; at < Math.min(count, 12); at += 1) {
    await page.locator("#entries .entry").nth(at).click();
    await page.locator("#item h2").waitFor();
  }
  await say(page, "<img src=x onerror=alert(1)>");
  await page.keyboard.press("n");
  await page.keyboard.type("<script>alert(2)</script>");
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  await eventually(async () => assert.equal((await desk.lines())[0]?.note, "<script>alert(2)</script>"));
  await page.waitForLoadState("networkidle");
  assert.deepEqual(seen, { foreign: [], dialogs: [], errors: [] });
  assert.equal(await page.locator("#item img, #item iframe, #item script").count(), 0);
});

for (const [name, options] of [
  ["wide", {}],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 740 } }],
  ["in Indonesian", { locale: "id" }],
]) {
  test(`axe finds nothing: ${name}`, async (t) => {
    const desk = await serve(t, "normal");
    const { page } = await sit(t, browser, desk, options);
    const faults = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html).slice(0, 3)]);
    assert.deepEqual(await faults(), []);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(width[0] <= width[1], `wider than the screen: ${width}`);
    await page.keyboard.press("?");
    assert.deepEqual(await faults(), []);
  });
}

test("blind, nothing of what petik thinks is shown", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await page.keyboard.press("b");
  for (const what of ["#item .badge", "#item .reasons", "#item .stance", "#item .proposal"]) {
    assert.equal(await page.locator(what).filter({ visible: true }).count(), 0, what);
  }
});

test("many rows are judged at once, and a verdict is withdrawn where it stands", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  const begun = await open(page);
  for (const at of [0, 1, 2]) await page.locator("#entries input").nth(at).check();
  assert.equal(await page.locator("#chosen").innerText(), "3 entries chosen");
  await page.locator("[data-bulk=reject]").click();
  await eventually(async () => assert.equal((await desk.lines()).length, 3));
  await eventually(async () => assert.equal(await open(page), begun - 3));
  await page.locator("select[name=which]").selectOption("decided");
  await eventually(async () => assert.equal(await page.locator("#item [data-verdict=withdraw]").count(), 1));
  await page.locator("#item [data-verdict=withdraw]").click();
  await eventually(async () => assert.equal((await desk.lines()).at(-1).verdict, "withdraw"));
});

test("the language of the command line is that of every browser", async (t) => {
  const desk = await serve(t, "normal", "--lang", "en");
  const { page } = await sit(t, browser, desk, { locale: "id" });
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

test("the language is the browser's unless the address says another", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk, { locale: "id" });
  assert.equal(await page.locator("html").getAttribute("lang"), "id");
  await page.getByRole("link", { name: "English" }).click();
  await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "en"));
});
