// What stewards rely on at the desk: a key judges what is seen to be chosen and nothing else, a group is told before it is corrected,
// nobody is written over, and nothing that was typed is lost.
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { changeRows, serve, sit } from "./desk.mjs";
import { eventually, launch } from "./page.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const still = (page) => eventually(async () => assert.equal(await page.locator("#item[aria-busy]").count(), 0));
const told = (page) => page.locator("#told").innerText();
const decided = (page) => page.locator("#decided").innerText().then(Number);
const axe = async (page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
const say = async (page, name) => {
  await page.locator("#by").fill(name);
  await page.locator("#by").press("Escape");
};
const choose = async (page, id) => {
  await page.locator(`#entries .entry[data-id="${id}"]`).click();
  await page.locator(`#item[data-of="${id}"]`).waitFor();
};

// Somebody else's line, and the look that the page takes when it comes to the front.
const judgedBy = (desk, who, subject, more = {}) =>
  appendFile(desk.decisions, `${JSON.stringify({ subject, verdict: "reject", who, ...more })}\n`);
const look = (page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

// The looks of every four seconds are not taken: what a test does in between comes in between.
const unwatched = { before: (page) => page.addInitScript(() => (window.setInterval = () => 0)) };

const disputed = (rows) => rows.filter((row) => row.status === "disputed" && !row.decision && row.claims.length > 2);

// Two claims of one row and one each of three others in one article.
const oneArticle = (kept) => (out) =>
  changeRows(out, (rows) => {
    const [own, ...others] = disputed(rows);
    const claims = [...own.claims.slice(0, 2), ...others.slice(0, 3).map((row) => row.claims[0])];
    for (const claim of claims) claim.article = { ...own.claims[0].article };
    Object.assign(kept, { own, claims, others });
  });

test("a region is corrected for claims of that region alone, and the dialog says which before it is saved", async (t) => {
  const kept = {};
  const desk = await serve(t, "normal", oneArticle(kept));
  const { page, seen } = await sit(t, browser, desk);
  await say(page, "Sari");
  await choose(page, kept.own.id);
  const card = page.locator(`#item .claim[data-id="${kept.claims[0].id}"]`).first();
  await card.locator("select").selectOption("article");
  await card.locator("[data-claim=correct]").first().click();
  const about = page.locator("#correct-about");
  await eventually(async () => assert.match(await about.innerText(), /region is corrected for 2 claims.*\n3 claims of other regions stay as they are/));
  for (const other of kept.others.slice(0, 3)) assert.match(await about.innerText(), new RegExp(other.region.code.replace(".", "\\.")));
  assert.deepEqual(await axe(page), []);
  await page.locator("#region-words").fill("33.10");
  await eventually(async () => assert.match(await page.locator("#regions [aria-selected=true]").innerText(), /Klaten/));
  await page.locator("#correct-note").fill("the letter says so");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal((await desk.lines()).length, 2));
  await eventually(async () => assert.match(await told(page), /3 other claims are of other regions and stay/));
  const ids = (lines) => lines.map((line) => line.subject).sort();
  assert.deepEqual(ids(await desk.lines()), kept.claims.slice(0, 2).map((claim) => claim.id).sort());
  assert.deepEqual(seen, { foreign: [], dialogs: [], errors: [] });
});

test("a year is corrected for all claims of an article, and the dialog says of which regions", async (t) => {
  const kept = {};
  const desk = await serve(t, "normal", oneArticle(kept));
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await choose(page, kept.own.id);
  const card = page.locator(`#item .claim[data-id="${kept.claims[0].id}"]`).first();
  await card.locator("select").selectOption("article");
  await card.locator("[data-claim=correct]").first().click();
  await page.locator("#correct-year").fill("2030");
  await eventually(async () => assert.match(await page.locator("#correct-about").innerText(), /Year and day are corrected for all 5 claims/));
  await page.locator("#correct-day").fill("8 Mei 2030");
  await eventually(async () => assert.equal(await page.locator("#regions [aria-selected=true]").count(), 1));
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal((await desk.lines()).length, 5));
  assert.ok((await desk.lines()).every((line) => line.cohort_year === 2030 && line.date === "2030-05-08" && !line.region));
});

test("while others judge, the chosen claim, its group, the note and the focus stay", async (t) => {
  const kept = {};
  const desk = await serve(t, "normal", oneArticle(kept));
  const { page } = await sit(t, browser, desk, unwatched);
  await say(page, "Sari");
  await choose(page, kept.own.id);
  const begun = await decided(page);
  await page.keyboard.press("n");
  await page.keyboard.type("half a no");
  await judgedBy(desk, "Budi", kept.others[4].id);
  await look(page);
  await eventually(async () => assert.equal(await decided(page), begun + 1));
  await eventually(async () => assert.match(await told(page), /up to date/));
  await page.keyboard.type("te");
  assert.equal(await page.locator("#note").inputValue(), "half a note");
  await page.keyboard.press("Enter");
  const cards = page.locator("#item > .claims > .claim");
  const at = await cards.evaluateAll((all) => all.findIndex((card) => card.querySelector("select")));
  await page.keyboard.press(String(at + 1));
  await page.keyboard.press("g");
  const chosen = page.locator("#item .claim.chosen");
  const id = await chosen.getAttribute("data-id");
  const group = await chosen.locator("select").inputValue();
  await judgedBy(desk, "Budi", kept.others[5].id);
  await look(page);
  await eventually(async () => assert.equal(await decided(page), begun + 2));
  assert.equal(await page.locator("#item .claim.chosen").getAttribute("data-id"), id);
  assert.equal(await chosen.locator("select").inputValue(), group);
  assert.ok(await chosen.evaluate((card) => card.contains(document.activeElement)));
  // A claim of the open entry is judged by another: nothing is taken until that was seen.
  const last = kept.own.claims.at(-1).id;
  await judgedBy(desk, "Budi", last);
  await look(page);
  await eventually(async () => assert.match(await page.locator("#news").innerText(), /Budi/));
  assert.equal(await page.locator("#item .claim.chosen").getAttribute("data-id"), id);
  assert.deepEqual(await axe(page), []);
  const before = (await desk.lines()).length;
  await page.keyboard.press("r");
  await eventually(async () => assert.match(await told(page), /Look at it first/));
  await still(page);
  assert.equal((await desk.lines()).length, before);
  await page.keyboard.press("v");
  await page.keyboard.press("r");
  await eventually(async () => assert.ok((await desk.lines()).length > before));
  const lines = (await desk.lines()).slice(before);
  assert.ok(lines.every((line) => line.who === "Sari" && line.note === "half a note"));
  assert.equal(lines[0].subject, id);
  assert.ok(lines.every((line) => line.subject !== kept.own.id));
});

test("a key that is pressed twice judges one claim, and one that is held down judges nothing more", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await page.keyboard.press("1");
  const id = await page.locator("#item .claim.chosen").getAttribute("data-id");
  await page.keyboard.press("r");
  await eventually(async () => assert.equal((await desk.lines()).length, 1));
  await still(page);
  assert.equal(await page.locator("#item .claim.chosen").getAttribute("data-id"), id);
  await page.keyboard.press("r");
  await eventually(async () => assert.match(await told(page), /It is so already/));
  assert.deepEqual((await desk.lines()).map((line) => line.subject), [id]);
  await page.keyboard.press("Escape");
  await page.keyboard.down("r");
  await eventually(async () => assert.equal((await desk.lines()).length, 2));
  await still(page);
  for (let number = 0; number < 5; number += 1) {
    await page.keyboard.down("r");
    await still(page);
  }
  await page.keyboard.up("r");
  assert.equal((await desk.lines()).length, 2);
});

test("a correction and a verdict about many do not write over what somebody else judged", async (t) => {
  const kept = {};
  const desk = await serve(t, "normal", oneArticle(kept));
  const { page } = await sit(t, browser, desk, unwatched);
  await say(page, "Sari");
  await choose(page, kept.own.id);
  const [claim] = kept.claims;
  await page.locator(`#item .claim[data-id="${claim.id}"] [data-claim=correct]`).first().click();
  await judgedBy(desk, "Budi", claim.id);
  await page.locator("#correct-year").fill("2030");
  await eventually(async () => assert.equal(await page.locator("#regions [aria-selected=true]").count(), 1));
  await page.keyboard.press("Enter");
  await eventually(async () => assert.match(await page.locator("#correct-fault").innerText(), new RegExp(`${claim.name}: Budi judged it in the meantime: rejected`)));
  await page.keyboard.press("Escape");
  for (const at of [0, 1]) await page.locator("#entries input").nth(at).check();
  const [first, second] = await page.locator("#entries .entry").evaluateAll((lines) => lines.map((line) => line.dataset.id));
  await judgedBy(desk, "Budi", first, { verdict: "accept" });
  await page.locator("[data-bulk=reject]").click();
  await eventually(async () => assert.match(await told(page), /Budi judged it in the meantime: \w+/));
  await still(page);
  assert.deepEqual((await desk.lines()).filter((line) => line.who === "Sari").map((line) => line.subject), [second]);
  assert.match(await told(page), /1 verdict saved/);
});

test("an address that is none stops nothing", async (t) => {
  let id;
  const spoil = (out) =>
    changeRows(out, (rows) => {
      const [row] = disputed(rows);
      row.claims[0].article.url = "https://kabar.example:80a/x";
      row.claims[1].article.url = "https://kabar\u200f.example/x";
      id = row.id;
    });
  const desk = await serve(t, "normal", spoil);
  const { page, seen } = await sit(t, browser, desk);
  await choose(page, id);
  await eventually(async () => assert.ok((await page.locator("#item .claim").count()) > 2));
  assert.equal(await page.locator("#item .claim .origin .stance").count(), await page.locator("#item .claim").count());
  assert.deepEqual(seen.errors, []);
});

test("an entry that cannot be shown cannot be judged, and stops nothing else", async (t) => {
  const desk = await serve(t, "normal");
  const spoil = async (page) => {
    await page.addInitScript(() => (window.setInterval = () => 0));
    await page.route("**/desk/item*", async (route) => {
      const response = await route.fetch();
      const item = await response.json();
      if (item.row?.claims[0]) item.row.claims[0].article = null;
      await route.fulfill({ response, json: item });
    });
  };
  const { page } = await sit(t, browser, desk, { before: spoil });
  await say(page, "Sari");
  await page.keyboard.press("r");
  await eventually(async () => assert.match(await told(page), /cannot be judged/));
  assert.deepEqual(await desk.lines(), []);
  assert.ok(await page.locator("#item [data-verdict=reject]").isDisabled());
  const begun = await decided(page);
  await still(page);
  await judgedBy(desk, "Budi", await page.locator("#entries .entry").nth(1).getAttribute("data-id"));
  await look(page);
  await eventually(async () => assert.equal(await decided(page), begun + 1));
});

test("keys judge what is ticked; what a filter hides is ticked no longer; names and rows are judged apart", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  const boxes = page.locator("#entries input");
  await choose(page, await page.locator("#entries .entry").nth(4).getAttribute("data-id"));
  const ids = await page.locator("#entries .entry").evaluateAll((lines) => lines.slice(0, 2).map((line) => line.dataset.id));
  for (const at of [0, 1]) await boxes.nth(at).check();
  await page.keyboard.press("r");
  await eventually(async () => assert.equal((await desk.lines()).length, 2));
  await still(page);
  assert.deepEqual((await desk.lines()).map((line) => line.subject).sort(), ids.sort());
  assert.ok(await page.locator("#bulk").isHidden());
  // Ticked, and then hidden by a filter.
  await boxes.nth(0).check();
  const hidden = await page.locator("#entries .entry").nth(0).getAttribute("data-id");
  await page.locator("[name=q]").fill("nothing has these words");
  await eventually(async () => assert.equal(await page.locator("#entries .entry").count(), 0));
  assert.ok(await page.locator("#bulk").isHidden());
  await page.locator("[name=q]").fill("");
  await eventually(async () => assert.ok((await page.locator("#entries .entry").count()) > 0));
  assert.equal(await page.locator(`#entries li[data-of="${hidden}"] input`).isChecked(), false);
  // A name beside a row.
  const kinds = await page.locator("#entries li").evaluateAll((lines) => lines.map((line) => [line.querySelector("input") && !line.dataset.of.includes("/")]));
  const name = kinds.findIndex(([isName]) => isName);
  assert.ok(name > 0, "a name of the list");
  await boxes.nth(0).check();
  await page.locator("#entries li").nth(name).locator("input").check();
  assert.match(await page.locator("#mixed").innerText(), /judged apart/);
  assert.ok(await page.locator("[data-bulk=accept]").isDisabled());
  assert.deepEqual(await axe(page), []);
  const before = (await desk.lines()).length;
  await page.keyboard.press("a");
  await eventually(async () => assert.match(await told(page), /judged apart/));
  await still(page);
  assert.equal((await desk.lines()).length, before);
});

// Two rows of the list with one name, of two years, and a name in press whose article the folder has claims of.
const names = (kept) => async (out) => {
  await changeRows(out, (rows) => (kept.claim = rows.find((row) => row.claims.length > 0).claims[0]));
  const file = join(out, "unresolved.csv");
  const [head] = (await readFile(file, "utf8")).split("\n");
  const row = (values) => head.trim().split(",").map((column) => values[column] ?? "").join(",");
  const programme = "gerakan-menuju-smart-city";
  const of = (id, year, line) => row({ id, side: "list", place: "daftar.csv", row: line, name: "Solok", programme, cohort_year: year, reason: "several regions have this name", candidates: "13.02 Kabupaten Solok (name)", evidence: id });
  const press = row({ id: "00000000000c", side: "press", place: kept.claim.article.id, name: "Bogor", programme, reason: "several regions have this name", candidates: "32.01 Kabupaten Bogor (name)", evidence: "e" });
  await writeFile(file, `${[head.trim(), of("00000000000a", 2018, 12), of("00000000000b", 2019, 44), press].join("\n")}\n`);
};

test("a name of the list is judged where it stands, and everywhere only where that is asked for", async (t) => {
  const desk = await serve(t, "normal", names({}));
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await choose(page, "00000000000a");
  const box = page.locator("#everywhere");
  assert.equal(await box.isChecked(), false);
  assert.match(await page.locator("#item .same").innerText(), /daftar\.csv · row 12 · .*2018\n.*row 44 · .*2019/);
  await box.check();
  await page.keyboard.press("Escape");
  await page.locator("#item [data-verdict=correct]").first().click();
  await eventually(async () => assert.match(await page.locator("#correct-about").innerText(), /row 12 .*2018\n.*row 44 .*2019/));
  await page.locator("#correct-cancel").click();
  await box.uncheck();
  await page.locator("#item [data-verdict=correct]").first().click();
  await eventually(async () => assert.equal(await page.locator("#regions [aria-selected=true]").count(), 1));
  await page.keyboard.press("Enter");
  await eventually(async () => assert.deepEqual((await desk.lines()).map((line) => line.subject), ["00000000000a"]));
});

test("a name in press is shown with what the folder holds of its article", async (t) => {
  const kept = {};
  const desk = await serve(t, "normal", names(kept));
  const { page } = await sit(t, browser, desk);
  await choose(page, "00000000000c");
  const shown = page.locator("#item .told-in");
  await eventually(async () => assert.ok((await shown.innerText()).includes(kept.claim.article.title ?? kept.claim.article.id)));
  assert.ok((await shown.locator("mark").count()) > 0);
  assert.deepEqual(await axe(page), []);
});

test("a note waits with its entry until it is sent", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await page.keyboard.press("n");
  await page.keyboard.type("by the letter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await eventually(async () => assert.equal(await page.locator("#note").inputValue(), ""));
  await page.keyboard.press("k");
  await eventually(async () => assert.equal(await page.locator("#note").inputValue(), "by the letter"));
  await page.keyboard.press("a");
  await eventually(async () => assert.deepEqual((await desk.lines()).map((line) => line.note), ["by the letter"]));
});

test("a correction is saved with the region of the words that stand there, or not at all", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await page.locator("#item .claim [data-claim=correct]").first().click();
  await eventually(async () => assert.equal(await page.locator("#regions [aria-selected=true]").count(), 1));
  await page.locator("#region-words").fill("kabupaten qqqqzz");
  await page.locator("#correct-year").fill("2017");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.match(await page.locator("#correct-fault").innerText(), /No region was found for “kabupaten qqqqzz”/));
  // Pasted and saved at once: nobody saw which of them is first.
  await page.locator("#region-words").evaluate((field) => {
    field.value = "malang";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.form.requestSubmit();
  });
  await eventually(async () => assert.match(await page.locator("#correct-fault").innerText(), /choose the one/));
  assert.deepEqual(await desk.lines(), []);
});

test("copies of one text are folded into the first, and a paragraph is shown once with all its quotes", async (t) => {
  let row;
  const copy = (out) =>
    changeRows(out, (rows) => {
      [row] = disputed(rows);
      const [claim] = row.claims;
      claim.article.source = 20_000;
      const [quote] = claim.quotes;
      const text = `${quote.before}${quote.quote}${quote.after}`;
      const half = Math.floor(text.length / 2);
      const span = (start, end) => ({ ...quote, before: text.slice(0, start), quote: text.slice(start, end), after: text.slice(end) });
      claim.quotes = [span(0, 5), span(half, half + 5)];
      for (let at = 0; at < 6; at += 1) {
        row.claims.push({ ...claim, id: `00000000000${at}`, article: { ...claim.article, id: `copy-${at}` } });
      }
    });
  const desk = await serve(t, "normal", copy);
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await choose(page, row.id);
  const folded = page.locator("#item .copies");
  assert.equal(await folded.count(), 1);
  assert.equal(await folded.locator("summary").innerText(), "and 6 copies");
  const head = page.locator(`#item > .claims > .claim:has(.copies)`);
  assert.equal(await head.locator("> blockquote").count(), 1);
  assert.equal(await head.locator("> blockquote > mark").count(), 2);
  await folded.locator("summary").click();
  assert.equal(await folded.locator(".claim").filter({ visible: true }).count(), 6);
  assert.deepEqual(await axe(page), []);
  await head.locator("> .verdicts select").selectOption("source");
  await head.locator("> .verdicts [data-claim=reject]").click();
  await eventually(async () => assert.equal((await desk.lines()).length, 7));
});

test("blind, nothing hidden is accepted, and the mode outlasts a reload", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await page.keyboard.press("b");
  await page.keyboard.press("p");
  await eventually(async () => assert.match(await told(page), /no proposals/));
  assert.deepEqual(await desk.lines(), []);
  const colours = await page.locator("#item .claim").evaluateAll((cards) => new Set(cards.map((card) => getComputedStyle(card).borderLeft)).size);
  assert.equal(colours, 1);
  await page.reload();
  await page.locator("#item h2").waitFor();
  assert.ok(await page.locator("#blind").isChecked());
});

test("on a phone the queue begins at its top, and what came of a verdict is on the screen", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk, { viewport: { width: 360, height: 740 } });
  const hidden = () => page.locator(".queue").evaluate((box) => [box.scrollTop, document.querySelector("#filter-box").open]);
  assert.deepEqual(await hidden(), [0, false]);
  await say(page, "Sari");
  await page.locator("#item .claim [data-claim=reject]").first().click();
  await eventually(async () => assert.match(await told(page), /saved/));
  const box = await page.locator("#told").boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 740, JSON.stringify(box));
});

test("filters outlast a change of the language, a year is found by its words, and undo returns to where the steward was", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await page.locator("[name=q]").fill("2021");
  const years = () => page.locator("#entries small").allInnerTexts();
  await eventually(async () => {
    const all = await years();
    assert.ok(all.length > 0 && all.every((one) => one.includes("2021")), all.join());
  });
  await choose(page, await page.locator("#entries .entry").nth(1).getAttribute("data-id"));
  const there = await page.locator("#item h2").innerText();
  await page.locator("#entries input").nth(0).check();
  await page.keyboard.press("r");
  await eventually(async () => assert.equal((await desk.lines()).length, 1));
  await still(page);
  await page.keyboard.press("u");
  await eventually(async () => assert.equal((await desk.lines()).length, 2));
  await still(page);
  assert.equal(await page.locator("#item h2").innerText(), there);
  await page.getByRole("link", { name: "Indonesia" }).click();
  await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "id"));
  await page.locator("#item h2").waitFor();
  assert.equal(await page.locator("[name=q]").inputValue(), "2021");
  await eventually(async () => assert.ok((await years()).every((one) => one.includes("2021"))));
});

test("nothing is withdrawn where nothing was judged", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk);
  await say(page, "Sari");
  await page.keyboard.press("w");
  await eventually(async () => assert.match(await told(page), /no verdict to take back/));
  assert.deepEqual(await desk.lines(), []);
});

test("decisions that fit nothing in this run are told", async (t) => {
  const line = { subject: "000000000000", verdict: "accept", who: "Rina" };
  const desk = await serve(t, "normal", async (out) => {
    await writeFile(join(out, "open_decisions.csv"), "line,subject,reason\n1,000000000000,gone\n");
    await writeFile(join(out, "..", "decisions.jsonl"), `${JSON.stringify(line)}\nnonsense\n`);
  });
  const { page } = await sit(t, browser, desk);
  await eventually(async () => assert.match(await page.locator("#astray summary").innerText(), /1 decision fits nothing/));
  await page.locator("#astray summary").click();
  assert.match(await page.locator("#astray li").innerText(), /000000000000 .*Rina/);
  assert.match(await told(page), /2: no decision: the line is no JSON/);
  assert.deepEqual(await axe(page), []);
});

test("what was ticked before somebody else judged it is judged as it was seen then", async (t) => {
  const desk = await serve(t, "normal");
  const { page } = await sit(t, browser, desk, unwatched);
  await say(page, "Sari");
  await page.locator("select[name=which]").selectOption("all");
  await eventually(async () => assert.match(page.url(), /which=all/));
  const line = page.locator("#entries li", { hasNot: page.locator(".stale") }).last();
  const id = await line.getAttribute("data-of");
  await line.locator("input").check();
  await judgedBy(desk, "Budi", id, { verdict: "accept" });
  await look(page);
  await eventually(async () => assert.match(await told(page), /up to date|Look at it first/));
  assert.ok(await line.locator("input").isChecked());
  await page.locator("[data-bulk=reject]").click();
  await eventually(async () => assert.match(await told(page), /Budi judged it in the meantime/));
  await still(page);
  assert.ok((await desk.lines()).every((one) => one.who === "Budi"));
});
