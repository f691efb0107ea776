// The desk. Text of others becomes text and never markup; nothing is asked of any other server.
import { el, claimCard, entryLine, heading, quiet } from "/desk/view.js";
import { Words } from "/desk/words.js";

const $ = (id) => document.getElementById(id);
const lang = new URLSearchParams(location.search).get("lang") ?? document.documentElement.lang;
const fields = ["q", "programme", "province", "year", "outlet", "which"];
const PAGE = 100;

let words;
let entries = [];
let total = 0;
let turn = 0;
let current = null; // id of the entry that is shown
let item = null;
let claimAt = -1; // the claim that keys act on
let busy = false;
const chosen = new Set();
const skipped = new Set();

const remembered = (name, value) => {
  try {
    if (value === undefined) return localStorage.getItem(`petik.${name}`);
    localStorage.setItem(`petik.${name}`, value);
  } catch {
    // A browser that keeps nothing: the name is typed again.
  }
  return null;
};

const tell = (text, isFault = false) => {
  $("told").textContent = text;
  $("told").classList.toggle("fault", isFault);
};

async function ask(path, parameters = {}, body) {
  const query = new URLSearchParams({ ...parameters, lang });
  const options = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(`/desk/${path}?${query}`, options);
  } catch {
    throw new Error(words ? words.say("desk.unreachable") : "unreachable");
  }
  const answer = await response.json();
  if (!response.ok) throw new Error([answer.error.what, answer.error.why].filter(Boolean).join(": "));
  return answer;
}

// ---- The queue ----

const wanted = () => {
  const form = $("filters");
  const view = Object.fromEntries(fields.map((name) => [name, form.elements.namedItem(name).value]));
  view.status = [...form.querySelectorAll("#statuses :checked")].map((box) => box.value).join(",");
  return view;
};

async function load({ keep = 0 } = {}) {
  const answer = await ask("queue", { ...wanted(), offset: 0, limit: Math.max(PAGE, keep) });
  entries = answer.entries;
  total = answer.total;
  turn = answer.turn;
  showQueue();
}

async function more() {
  const answer = await ask("queue", { ...wanted(), offset: entries.length, limit: PAGE });
  entries.push(...answer.entries);
  total = answer.total;
  showQueue();
}

function showQueue() {
  $("entries").replaceChildren(...entries.map((entry) => {
    const box = el("input", { type: "checkbox", checked: chosen.has(entry.id), "aria-label": `${words.say("desk.choose")}: ${entry.name}` });
    box.addEventListener("change", () => choose(entry.id, box.checked));
    const line = el("button", { type: "button", class: "entry", "data-id": entry.id, "aria-current": String(entry.id === current) });
    line.append(...entryLine(entry, words));
    line.addEventListener("click", () => open(entry.id));
    return el("li", {}, entry.id ? box : el("span"), line);
  }));
  $("total").textContent = words.count("desk.entries", total);
  $("more").hidden = entries.length >= total;
  $("bulk").hidden = chosen.size === 0;
  $("chosen").textContent = words.count("desk.chosen", chosen.size);
  if (entries.length === 0) quiet($("item"), words.say("desk.empty"));
}

function choose(id, is) {
  if (is) chosen.add(id);
  else chosen.delete(id);
  showQueue();
}

function counted(summary) {
  turn = summary.turn;
  choices(summary);
  $("open").textContent = words.number(summary.counts.open);
  $("decided").textContent = words.number(summary.counts.decided);
  for (const label of document.querySelectorAll("#statuses label")) {
    label.querySelector("span").textContent = words.number(summary.counts.statuses[label.dataset.status] ?? 0);
  }
  if (summary.broken.length > 0) {
    const lines = summary.broken.slice(0, 5).map(([line, why]) => `${line}: ${why}`).join("; ");
    tell(`${words.count("desk.broken", summary.broken.length)} ${lines}`, true);
  }
}

// What can be chosen; a correction may bring a year, a province or a status that nothing had before.
function choices(summary) {
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

// ---- The entry ----

async function open(id, { focus = false } = {}) {
  if (!id) return;
  current = id;
  for (const line of document.querySelectorAll("#entries .entry")) {
    const is = line.dataset.id === id;
    line.setAttribute("aria-current", String(is));
    if (is) line.scrollIntoView({ block: "nearest" });
  }
  const shown = item?.entry.id === id ? item.row?.claims.length : 0;
  const answer = await ask("item", { id });
  while (answer.row?.claims.length < shown && answer.more_claims > 0) await nextClaims(answer);
  if (current !== id) return;
  item = answer;
  claimAt = -1;
  showItem();
  if (focus) $("item").focus({ preventScroll: true });
}

// The next page of an entry's claims. A claim that came to another place in between is not shown twice.
async function nextClaims(of) {
  const { row, links, groups, history, more_claims: more } = await ask("item", { id: of.entry.id, offset: of.row.claims.length });
  const key = (claim) => `${claim.id} ${claim.evidence}`;
  const there = new Set(of.row.claims.map(key));
  const come = row.claims.filter((claim) => !there.has(key(claim)));
  of.row.claims.push(...come);
  Object.assign(of.links, links);
  Object.assign(of.groups, groups);
  Object.assign(of.history, history);
  of.more_claims = come.length > 0 ? more : 0;
}

const moreClaims = () => alone(async () => {
  const of = item;
  if (!(of?.more_claims > 0)) return;
  const from = of.row.claims.length;
  await nextClaims(of);
  if (item !== of) return;
  showClaims(from);
  chooseClaim(Math.min(from, of.row.claims.length - 1));
});

// The cards of the claims from one on, and how many are left.
function showClaims(from) {
  const list = document.querySelector("#item .claims");
  item.row.claims.slice(from).forEach((claim, number) => {
    const at = from + number;
    const card = claimCard(claim, item, words, at);
    card.addEventListener("focusin", () => chooseClaim(at, false));
    for (const button of card.querySelectorAll("[data-claim]")) {
      button.addEventListener("click", () => judgeClaim(at, button.dataset.claim));
    }
    list.append(card);
  });
  $("more-claims")?.remove();
  if (item.more_claims === 0) return;
  const more = el("button", { type: "button", id: "more-claims" }, `${words.count("desk.more_claims", item.more_claims)} `, el("kbd", {}, "m"));
  more.addEventListener("click", moreClaims);
  list.after(more);
}

function showItem() {
  const { entry, row, name, proposal } = item;
  const target = $("item");
  const act = el("div", { class: "act verdicts" });
  const verdicts = row ? ["accept", "reject"] : ["correct", "accept", "reject"];
  if (entry.decision) verdicts.push("withdraw");
  for (const verdict of verdicts) {
    const key = verdict === "withdraw" ? "claim_withdraw" : row ? verdict : `name_${verdict}`;
    const button = el("button", { type: "button", "data-verdict": verdict }, `${words.say(`desk.${key}`)} `, el("kbd", {}, verdict[0]));
    if (proposal?.verdict === verdict) button.classList.add("proposed");
    button.addEventListener("click", () => judgeEntry(verdict));
    act.append(button);
  }
  const skip = el("button", { type: "button" }, `${words.say("desk.later")} `, el("kbd", {}, "s"));
  skip.addEventListener("click", later);
  const note = el("input", { id: "note", maxlength: 2000, autocomplete: "off" });
  act.append(skip, el("label", {}, words.say("desk.note"), " ", el("kbd", {}, "n"), note));
  if (!row && item.same_names > 1) {
    act.append(el("label", {}, el("input", { type: "checkbox", id: "everywhere", checked: true }), words.count("desk.everywhere", item.same_names)));
  }
  target.replaceChildren(...heading(item, words), act);
  if (proposal) target.append(el("p", { class: "proposal" }, words.proposal(proposal), " ", el("kbd", {}, "p")));
  for (const told of item.history[entry.id] ?? []) target.append(el("p", { class: "decided" }, words.told(told)));
  if (row) {
    target.append(el("ol", { class: "claims" }));
    showClaims(0);
  } else {
    target.append(el("p", { class: "reasons" }, name.reason));
    const list = el("ul");
    for (const candidate of name.candidates) {
      const button = el("button", { type: "button" }, candidate);
      button.addEventListener("click", () => correct({ subject: entry.id, of: entry.name, region: candidate.split(" ")[0], isName: true }));
      list.append(el("li", {}, button));
    }
    target.append(list);
  }
}

function chooseClaim(at, focus = true) {
  const cards = [...document.querySelectorAll("#item .claim")];
  claimAt = at;
  cards.forEach((card, number) => card.classList.toggle("chosen", number === at));
  if (focus && cards[at]) cards[at].focus();
}

// ---- Judging ----

// Until the next entry is shown no key judges: it would be about one that nobody has seen.
async function alone(work) {
  if (busy) return;
  busy = true;
  $("item").setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    tell(error.message, true);
  } finally {
    busy = false;
    $("item").removeAttribute("aria-busy");
  }
}

async function judge(judgement) {
  const by = $("by").value.trim();
  if (!by) {
    tell(words.say("desk.name_first"), true);
    $("by").focus();
    return null;
  }
  try {
    const answer = await ask("judge", {}, { by, ...judgement });
    const done = words.count("desk.saved", answer.taken.length);
    const refused = answer.refused.map((one) => one.why);
    tell([done, ...new Set(refused)].join(" · "), refused.length > 0);
    after(answer);
    return answer;
  } catch (error) {
    tell(error.message, true);
    return null;
  }
}

function after(answer) {
  counted(answer.summary);
  const changed = new Map(answer.changed.map((entry) => [entry.id, entry]));
  entries = entries.map((entry) => changed.get(entry.id) ?? entry);
}

// The queue without what no longer belongs into it; the place of the reader is kept.
async function goOn(from) {
  const place = entries.findIndex((entry) => entry.id === from);
  const behind = entries.slice(place + 1).concat(entries.slice(0, Math.max(place, 0))).map((entry) => entry.id);
  await load({ keep: entries.length });
  const there = new Set(entries.map((entry) => entry.id));
  const next = behind.find((id) => there.has(id) && !skipped.has(id)) ?? behind.find((id) => there.has(id));
  if (next) await open(next, { focus: true });
  else if (entries.length > 0) await open(entries[0].id, { focus: true });
  else {
    current = null;
    item = null;
    quiet($("item"), words.say("desk.empty"));
    $("item").focus();
  }
}

const judgeEntry = (verdict, region) => alone(() => judgeShown(verdict, region));
const judgeClaim = (at, verdict) => alone(() => judgeClaimAt(at, verdict));

async function judgeShown(verdict, region) {
  if (!item) return;
  const { entry } = item;
  if (verdict === "correct" && entry.kind === "row") return;
  if (verdict === "correct" && !region) {
    correct({ subject: entry.id, of: entry.name, region: item.proposal?.region, isName: true });
    return;
  }
  const answer = await judge({
    verdict,
    region: region ?? null,
    subjects: [entry.id],
    group: $("everywhere")?.checked ? "name" : null,
    note: $("note").value.trim() || null,
    seen: { [entry.id]: entry.line },
  });
  if (answer?.taken.length > 0) await goOn(entry.id);
}

async function judgeClaimAt(at, verdict) {
  const claim = item?.row?.claims[at];
  if (!claim) return;
  const group = document.querySelectorAll("#item .claim")[at].querySelector("select")?.value || null;
  if (verdict === "correct") {
    correct({ subject: claim.id, of: claim.name ?? claim.id, region: claim.code, year: claim.cohort_year, group });
    return;
  }
  const lines = item.history[claim.id] ?? [];
  const last = lines[lines.length - 1];
  const answer = await judge({
    verdict,
    subjects: [claim.id],
    group,
    note: $("note").value.trim() || null,
    seen: { [claim.id]: last && last.decision.verdict !== "withdraw" ? last.line : null },
  });
  if (answer) await stay();
}

// The same entry after one of its claims was judged; the next one where it needs nothing more.
async function stay() {
  const id = current;
  const place = claimAt;
  await load({ keep: entries.length });
  if (entries.some((entry) => entry.id === id) || wanted().which !== "open") {
    await open(id);
    if (place >= 0) chooseClaim(Math.min(place, item.row.claims.length - 1));
  } else {
    await goOn(id);
  }
}

const later = () => alone(async () => {
  if (!current) return;
  skipped.add(current);
  await goOn(current);
});

const undo = () => alone(async () => {
  const answer = await ask("undo", {}, { by: $("by").value.trim() });
    tell(words.count("desk.undone", answer.taken.length), answer.refused.length > 0);
    after(answer);
    await load({ keep: entries.length });
    const back = answer.changed[0]?.id;
    if (back) await open(back, { focus: true });
});

// ---- Corrections ----

let correcting = null;

function correct({ subject, of, region, year, group, isName }) {
  correcting = { subject, group: isName && $("everywhere")?.checked ? "name" : group ?? null, isName };
  $("correct-of").textContent = of;
  $("correct-fault").textContent = "";
  $("region-words").value = region ?? "";
  $("correct-year").value = "";
  $("correct-year").placeholder = year ?? "";
  $("correct-day").value = "";
  $("correct-note").value = $("note")?.value ?? "";
  document.querySelector(".of-claims").hidden = Boolean(isName);
  $("regions").replaceChildren();
  $("correct").showModal();
  $("region-words").focus();
  if (region) searchRegions();
}

async function searchRegions() {
  const q = $("region-words").value.trim();
  const found = q ? await ask("regions", { q }) : [];
  if (q !== $("region-words").value.trim()) return;
  $("regions").replaceChildren(...found.map((region, at) => {
    const line = el("li", { role: "option", id: `region-${at}`, "data-code": region.code, "aria-selected": String(at === 0) }, `${region.code} ${region.name}, ${region.province}`);
    line.addEventListener("click", () => pick(at));
    return line;
  }));
  $("region-words").setAttribute("aria-expanded", String(found.length > 0));
  pick(0, false);
}

function pick(at) {
  const lines = [...$("regions").children];
  lines.forEach((line, number) => line.setAttribute("aria-selected", String(number === at)));
  if (lines[at]) {
    $("region-words").setAttribute("aria-activedescendant", lines[at].id);
    lines[at].scrollIntoView({ block: "nearest" });
  } else {
    $("region-words").removeAttribute("aria-activedescendant");
  }
}

const picked = () => $("regions").querySelector("[aria-selected=true]")?.dataset.code ?? null;

function saveCorrection(event) {
  event.preventDefault();
  alone(saveCorrected);
}

async function saveCorrected() {
  const { subject, group, isName } = correcting;
  const year = $("correct-year").value;
  const code = picked();
  const own = item?.row?.claims.find((claim) => claim.id === subject)?.code;
  const answer = await judge({
    verdict: "correct",
    subjects: [subject],
    group,
    // The same region with another year is a correction of the year.
    region: code && !(code === own && (year || $("correct-day").value)) ? code : null,
    cohort_year: year ? Number(year) : null,
    date: $("correct-day").value.trim() || null,
    note: $("correct-note").value.trim() || null,
  });
  const refused = answer ? answer.refused[0]?.why : $("told").textContent;
  if (!answer || answer.taken.length === 0) {
    $("correct-fault").textContent = refused ?? "";
    return;
  }
  $("correct").close();
  if (isName) await goOn(subject);
  else await stay();
}

// ---- Keys ----

const step = (by) => {
  const place = entries.findIndex((entry) => entry.id === current);
  const next = entries[Math.min(Math.max(place + by, 0), entries.length - 1)];
  if (next) open(next.id, { focus: true });
};

const act = (verdict) => (claimAt >= 0 && item?.row ? judgeClaim(claimAt, verdict) : judgeEntry(verdict));

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => act("accept"),
  r: () => act("reject"),
  c: () => (item?.row && claimAt < 0 ? chooseClaim(0) : act("correct")),
  w: () => act("withdraw"),
  p: () => item?.proposal && judgeEntry(item.proposal.verdict, item.proposal.region),
  s: later,
  u: undo,
  m: moreClaims,
  n: () => $("note")?.focus(),
  x: () => current && choose(current, !chosen.has(current)),
  g: () => {
    const select = document.querySelectorAll("#item .claim")[claimAt]?.querySelector("select");
    if (select) select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
  },
  b: () => $("blind").click(),
  "/": () => $("filters").elements.namedItem("q").focus(),
  "?": () => $("keys").showModal(),
  Escape: () => chooseClaim(-1, false),
};

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (typing) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target.id === "note")) {
      event.target.blur();
      $("item").focus({ preventScroll: true });
      event.preventDefault();
    }
    return;
  }
  if (/^[1-9]$/.test(event.key)) {
    chooseClaim(Number(event.key) - 1);
    return;
  }
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

// ---- Others at the same folder ----

async function watch() {
  if (document.hidden || busy || document.querySelector("dialog[open]")) return;
  try {
    const summary = await ask("summary");
    if (summary.turn === turn) return;
    counted(summary);
    await load({ keep: entries.length });
    if (current && !document.activeElement?.matches("#note")) await open(current).catch(() => {});
    tell(words.say("desk.others"));
  } catch (error) {
    tell(error.message, true);
  }
}

async function start() {
  words = new Words(await ask("phrases"));
  document.documentElement.classList.add("scripted");
  $("by").value = remembered("by") ?? "";
  $("by").addEventListener("change", () => remembered("by", $("by").value.trim()));
  $("blind").addEventListener("change", () => document.documentElement.classList.toggle("blind", $("blind").checked));
  $("undo").addEventListener("click", undo);
  $("help").addEventListener("click", () => $("keys").showModal());
  $("more").addEventListener("click", more);
  $("choose-all").addEventListener("click", () => {
    entries.forEach((entry) => entry.id && chosen.add(entry.id));
    showQueue();
  });
  for (const button of document.querySelectorAll("[data-bulk]")) {
    button.addEventListener("click", () => alone(async () => {
      const verdict = button.dataset.bulk;
      if (verdict !== "none") {
        const answer = await judge({ verdict, subjects: [...chosen] });
        if (!answer) return;
      }
      chosen.clear();
      await goOn(current);
    }));
  }
  let timer;
  const filtered = () => {
    clearTimeout(timer);
    timer = setTimeout(() => load().then(() => entries[0] && open(entries[0].id)).catch((error) => tell(error.message, true)), 120);
  };
  $("filters").addEventListener("input", filtered);
  $("filters").addEventListener("reset", () => setTimeout(filtered));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("region-words").addEventListener("input", searchRegions);
  $("region-words").addEventListener("keydown", (event) => {
    const lines = [...$("regions").children];
    const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") pick(Math.min(at + 1, lines.length - 1));
    else if (event.key === "ArrowUp") pick(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
  });
  document.querySelector("#correct form").addEventListener("submit", saveCorrection);
  $("correct-cancel").addEventListener("click", () => $("correct").close());
  $("keys-list").append(...["j", "k", "1", "a", "r", "c", "w", "p", "g", "m", "s", "u", "n", "x", "b", "/", "?"].flatMap((name) => [
    el("dt", {}, el("kbd", {}, name === "1" ? "1–9" : name)),
    el("dd", {}, words.say(`desk.key_${{ "/": "search", "?": "help" }[name] ?? name}`)),
  ]));
  document.addEventListener("keydown", key);
  const summary = await ask("summary");
  counted(summary);
  await load();
  if (entries.length > 0) await open(entries[0].id, { focus: true });
  setInterval(watch, 4000);
  addEventListener("focus", watch);
}

start().catch((error) => tell(error.message, true));
