// A desk: `petik serve` on a copy of a sample's folder, and a browser at its first address.
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// What is begun here ends with the test `t`, however it ends. `change` may change the folder before it is opened.
export async function serve(t, name, ...options) {
  const change = typeof options[0] === "function" ? options.shift() : () => {};
  const room = await mkdtemp(join(tmpdir(), "petik-desk-"));
  await cp(join(process.env.PETIK_REPORTS, name), join(room, "out"), { recursive: true });
  await change(join(room, "out"));
  const decisions = join(room, "decisions.jsonl");
  const child = spawn(process.env.PETIK, ["serve", join(room, "out"), "--port", "0", ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const first = await new Promise((found, failed) => {
    child.stderr.on("data", (words) => {
      said += words;
      const address = said.match(/http:\/\/\S*token=\w+/);
      if (address) found(address[0]);
    });
    child.once("exit", (code) => failed(new Error(`petik serve ended with ${code}: ${said}`)));
  });
  const lines = async () => {
    const text = await readFile(decisions, "utf8").catch(() => "");
    return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  };
  const stop = async () => {
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await ended;
    await rm(room, { recursive: true });
  };
  t.after(stop);
  return { first, origin: new URL(first).origin, lines, decisions };
}

// Changes the rows of a folder before it is opened.
export async function changeRows(out, change) {
  const file = join(out, "reconciliation.jsonl");
  const rows = (await readFile(file, "utf8")).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  change(rows);
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

// A page at the desk, with all that it asks for and says; `before` prepares it.
export async function sit(t, browser, desk, { before, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", locale: "en", ...options });
  const page = await context.newPage();
  const seen = { foreign: [], dialogs: [], errors: [] };
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== desk.origin && !request.url().startsWith("data:")) seen.foreign.push(request.url());
  });
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await before?.(page);
  await page.goto(desk.first);
  await page.locator("#item h2").waitFor();
  t.after(() => context.close());
  return { page, seen };
}
