// The page asks nobody, and words of others do nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, launch, open } from "./page.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const name of ["normal", "hostile", "large"]) {
  test(`nothing is asked for and nothing runs: ${name}`, async () => {
    const { page, seen, close } = await open(browser, name);
    await page.getByRole("button", { name: "Open all shown" }).click();
    await page.getByLabel("Search").fill("a");
    await page.waitForLoadState("networkidle");
    assert.deepEqual(seen, { requests: [address(name)], dialogs: [], errors: [] });
    await close();
  });
}

test("hostile words are shown as they are", async () => {
  const { page, close } = await open(browser, "hostile");
  await page.locator("table.rows summary").first().click();
  // What was opened is laid out with the next frame, and only then has words that are shown.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const text = await page.locator("table.rows").innerText();
  for (const words of ["<script>alert(1)</script>", '"><img src=x onerror=alert(2)>', "‹U+202E›"]) assert.ok(text.includes(words));
  const odd = await page.locator("table.rows a[href]:not([href^='#'])").evaluateAll((links) =>
    links.map((link) => link.protocol).filter((protocol) => !["http:", "https:"].includes(protocol)));
  assert.deepEqual(odd, []);
  await close();
});

// If an escape were forgotten, this would stand between the words and the reader.
test("the policy stops scripts, handlers, pictures and styles that are not petik's", async () => {
  const { page, close } = await open(browser, "normal");
  const stopped = [];
  page.on("requestfailed", (request) => stopped.push([request.url(), request.failure().errorText]));
  const ran = await page.evaluate(async () => {
    // The page refuses to make markup of text at all.
    let refused = false;
    try {
      document.body.innerHTML += "<b>x</b>";
    } catch {
      refused = true;
    }
    const script = document.createElement("script");
    try {
      script.textContent = "window.ran = true";
    } catch {
      // Refused before it could be added.
    }
    document.body.append(script);
    const image = document.createElement("img");
    image.src = "https://picture.example/x";
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.head.append(style);
    document.body.append(image);
    await new Promise((done) => image.addEventListener("error", done));
    return { refused, ran: Boolean(window.ran), hidden: getComputedStyle(document.body).display === "none" };
  });
  assert.deepEqual(ran, { refused: true, ran: false, hidden: false });
  assert.deepEqual(stopped, [["https://picture.example/x", "csp"]]);
  await close();
});

test("a link leads to the words, and its page does not learn from where", async () => {
  const { page, close } = await open(browser, "normal");
  await page.locator("table.rows summary").first().click();
  const link = page.locator("table.rows blockquote a").first();
  // The addresses of the sample are of nobody: the request is made, and fails.
  const [request] = await Promise.all([page.context().waitForEvent("request"), link.click()]);
  assert.equal(request.url().split("#")[0], (await link.getAttribute("href")).split("#")[0]);
  assert.equal((await request.allHeaders()).referer, undefined);
  await close();
});
