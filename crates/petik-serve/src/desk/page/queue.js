// The queue: its lines, its filters, and what is ticked in it. What is ticked is what a steward sees: entries that leave the queue
// are ticked no longer.
import { $, ask, desk, drawn, fields, inAddress, keepInAddress, tell } from "/desk/state.js";
import { el, entryLine, quiet } from "/desk/view.js";
import { open } from "/desk/entry.js";

const PAGE = 100;
// Decisions about nothing that are listed.
const MOST_ASTRAY = 50;

export const wanted = () => {
  const form = $("filters");
  const view = Object.fromEntries(fields.map((name) => [name, form.elements.namedItem(name).value]));
  view.status = [...form.querySelectorAll("#statuses :checked")].map((box) => box.value).join(",");
  return view;
};

export async function load({ keep = 0 } = {}) {
  const view = wanted();
  const answer = await ask("queue", { ...view, offset: 0, limit: Math.max(PAGE, keep) });
  if (JSON.stringify(view) !== JSON.stringify(wanted())) return;
  const { entries, total, turn, lines } = answer;
  Object.assign(desk, { entries, total, turn, lines });
  const there = new Set(entries.map((entry) => entry.id));
  for (const id of desk.chosen.keys()) if (!there.has(id)) desk.chosen.delete(id);
  keepInAddress(view);
  showQueue();
}

export async function more() {
  const answer = await ask("queue", { ...wanted(), offset: desk.entries.length, limit: PAGE });
  desk.entries.push(...answer.entries);
  desk.total = answer.total;
  showQueue();
}

export function showQueue() {
  const { words, entries, chosen } = desk;
  const focused = document.activeElement?.closest?.("#entries li");
  const [id, name] = [focused?.dataset.of, document.activeElement?.localName];
  $("entries").replaceChildren(...entries.map((entry) => {
    const box = el("input", { type: "checkbox", checked: chosen.has(entry.id), "aria-label": `${words.say("desk.choose")}: ${entry.name}` });
    box.addEventListener("change", () => choose(entry.id, box.checked));
    const line = el("button", { type: "button", class: "entry", "data-id": entry.id, "aria-current": String(entry.id === desk.current) });
    line.append(...drawn(() => entryLine(entry, words), "b"));
    line.addEventListener("click", () => open(entry.id).catch((error) => tell(error.message, true)));
    return el("li", { "data-of": entry.id }, entry.id ? box : el("span"), line);
  }));
  if (id) $("entries").querySelector(`[data-of="${CSS.escape(id)}"] ${name}`)?.focus({ preventScroll: true });
  $("total").textContent = words.count("desk.entries", desk.total);
  $("more").hidden = entries.length >= desk.total;
  showBulk();
  if (entries.length === 0 && !desk.current) quiet($("item"), words.say("desk.empty"));
}

export const ticked = () => desk.entries.filter((entry) => desk.chosen.has(entry.id));

export const isMixed = (some) => some.some((entry) => entry.kind === "row") && some.some((entry) => entry.kind !== "row");

function showBulk() {
  const { words, chosen } = desk;
  const some = ticked();
  $("bulk").hidden = chosen.size === 0;
  $("chosen").textContent = words.count("desk.chosen", chosen.size);
  const areNames = some[0] && some[0].kind !== "row";
  for (const verdict of ["accept", "reject"]) {
    const button = document.querySelector(`[data-bulk=${verdict}]`);
    button.replaceChildren(`${words.say(`desk.${areNames ? "name_" : ""}${verdict}`)} `, el("kbd", {}, verdict[0]));
    button.disabled = isMixed(some);
  }
  $("mixed").hidden = !isMixed(some);
}

export function choose(id, is) {
  if (is) tickLine(desk.entries.find((entry) => entry.id === id));
  else desk.chosen.delete(id);
  showQueue();
}

// What is ticked is judged as it was seen then.
export const tickLine = (entry) => entry && desk.chosen.set(entry.id, entry.line);

// Scrolls the list to a line, and nothing else.
export function scrollTo(line) {
  for (let box = line.parentElement; box && box !== document.body; box = box.parentElement) {
    if (box.scrollHeight <= box.clientHeight || !/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
    const [own, its] = [line.getBoundingClientRect(), box.getBoundingClientRect()];
    if (own.top < its.top) box.scrollTop -= its.top - own.top;
    else if (own.bottom > its.bottom) box.scrollTop += own.bottom - its.bottom;
    return;
  }
}

export function counted(summary) {
  const { words } = desk;
  desk.turn = summary.turn;
  choices(summary);
  $("open").textContent = words.number(summary.counts.open);
  $("decided").textContent = words.number(summary.counts.decided);
  for (const label of document.querySelectorAll("#statuses label")) {
    label.querySelector("span").textContent = words.number(summary.counts.statuses[label.dataset.status] ?? 0);
  }
  $("astray").hidden = summary.astray.length === 0;
  $("astray").querySelector("summary").textContent = words.count("desk.astray", summary.astray.length);
  const said = summary.astray.slice(0, MOST_ASTRAY).map(([line, decision]) => `${decision.subject} · ${words.told({ line, decision })}`);
  $("astray").querySelector("ul").replaceChildren(...said.map((one) => el("li", { dir: "auto" }, one)));
  if (summary.broken.length > 0) {
    const lines = summary.broken.slice(0, 5).map(([line, why]) => `${line}: ${why}`).join("; ");
    tell(`${words.count("desk.broken", summary.broken.length)} ${lines}`, true);
  }
}

// What can be chosen; a correction may bring a year, a province or a status that nothing had before.
function choices(summary) {
  const { words } = desk;
  const fill = (name, pairs) => {
    const select = $("filters").elements.namedItem(name);
    const all = new Map([...select.options].slice(1).map((option) => [option.value, option.text]));
    const known = all.size;
    for (const [value, text] of pairs) all.set(value, text);
    if (all.size === known) return;
    const chosen = select.value;
    const sorted = [...all].sort(([one], [other]) => (one < other ? -1 : 1));
    select.replaceChildren(select.options[0], ...sorted.map(([value, text]) => el("option", { value }, text)));
    select.value = chosen;
  };
  fill("programme", Object.entries(summary.programmes));
  fill("province", Object.entries(summary.counts.provinces));
  fill("year", Object.keys(summary.counts.years).map((year) => [year, year]));
  fill("outlet", summary.outlets.map((outlet) => [outlet, outlet]));
  const order = [...words.statuses, "list_name", "press_name"].filter((status) => summary.counts.statuses[status]);
  const labels = [...$("statuses").children];
  for (const status of order.filter((one) => !labels.some((label) => label.dataset.status === one))) {
    const box = el("input", { type: "checkbox", value: status });
    const label = el("label", { "data-status": status }, box, ` ${words.status(status)} `, el("span"));
    const next = labels.find((other) => order.indexOf(other.dataset.status) > order.indexOf(status));
    $("statuses").insertBefore(label, next ?? null);
  }
}

// The filters of the address; asked for before the first entries are.
export function filtersOfAddress() {
  for (const name of fields) {
    const field = $("filters").elements.namedItem(name);
    if (inAddress(name)) field.value = inAddress(name);
    if (!field.value && field.localName === "select") field.selectedIndex = 0;
  }
  const statuses = inAddress("status").split(",");
  for (const box of document.querySelectorAll("#statuses input")) box.checked = statuses.includes(box.value);
}

export function listenToFilters() {
  let timer;
  const filtered = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        await load();
        if (desk.entries[0]) await open(desk.entries[0].id);
        else leave();
      } catch (error) {
        tell(error.message, true);
      }
    }, 120);
  };
  $("filters").addEventListener("input", filtered);
  $("filters").addEventListener("reset", () => setTimeout(filtered));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
}

// Shows no entry: nothing is judged until one is opened.
export function leave() {
  Object.assign(desk, { current: null, item: null, claim: null, news: [] });
  quiet($("item"), desk.words.say("desk.empty"));
}
