// The desk: its keys, its buttons, and a look at what others do. Text of others becomes text and never markup; nothing is asked of
// any other server.
import { $, alone, ask, desk, lang, remembered, tell } from "/desk/state.js";
import { listenToCorrections } from "/desk/correct.js";
import { cardOf, chooseClaim, open, proposed, refresh, seen, showMore, shownClaims, tick } from "/desk/entry.js";
import { choseNone, judgeClaim, judgeEntry, judgeTicked, later, undo } from "/desk/judging.js";
import { counted, filtersOfAddress, listenToFilters, load, more, showQueue, tickLine } from "/desk/queue.js";
import { el } from "/desk/view.js";
import { Words } from "/desk/words.js";

// ---- Keys ----

const step = (by) => {
  const place = desk.entries.findIndex((entry) => entry.id === desk.current);
  const from = place < 0 ? desk.place - (by > 0 ? 1 : 0) : place;
  const next = desk.entries[Math.min(Math.max(from + by, 0), desk.entries.length - 1)];
  if (next) open(next.id, { focus: true }).catch((error) => tell(error.message, true));
};

// What is ticked comes before the claim that is chosen, and that before the entry.
const act = (verdict) => {
  if (desk.chosen.size > 0) judgeTicked(verdict);
  else if (desk.claim && desk.item?.row) judgeClaim(desk.claim, verdict);
  else judgeEntry(verdict);
};

// Of one entry alone.
const single = (work) => {
  if (desk.chosen.size > 0) tell(desk.words.count("desk.ticked_first", desk.chosen.size), true);
  else work();
};

function nextGroup() {
  const select = cardOf(desk.claim ?? "")?.querySelector("select");
  if (!select) return;
  select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
  select.dispatchEvent(new Event("change"));
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => act("accept"),
  r: () => act("reject"),
  w: () => act("withdraw"),
  c: () => single(() => {
    if (desk.item?.row && !desk.claim) chooseClaim(shownClaims()[0]?.dataset.id ?? null);
    else if (desk.claim && desk.item?.row) judgeClaim(desk.claim, "correct");
    else judgeEntry("correct");
  }),
  p: () => single(proposed),
  s: later,
  u: undo,
  m: showMore,
  v: seen,
  n: () => $("note")?.focus(),
  x: tick,
  g: nextGroup,
  b: () => $("blind").click(),
  "/": () => $("filters").elements.namedItem("q").focus(),
  "?": () => $("keys").showModal(),
  Escape: () => chooseClaim(null, false),
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
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  const act = digit ? () => shownClaims()[digit - 1] && chooseClaim(shownClaims()[digit - 1].dataset.id) : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  // A key that is held down goes through the queue, and does nothing else.
  if (event.repeat && event.key !== "j" && event.key !== "k") return;
  act();
}

// ---- Others at the same folder ----

async function watch() {
  if (document.hidden || desk.busy || document.querySelector("dialog[open]")) return;
  try {
    const summary = await ask("summary");
    if (summary.turn === desk.turn || desk.busy) return;
    counted(summary);
    await load({ keep: desk.entries.length });
    await refresh();
    tell(desk.words.say(desk.news.length > 0 ? "desk.see_first" : "desk.others"), desk.news.length > 0);
  } catch (error) {
    tell(error.message, true);
  }
}

// ---- The start ----

function blind(is) {
  document.documentElement.classList.toggle("blind", is);
  $("blind").checked = is;
  remembered("blind", is ? "yes" : "");
}

function listen() {
  $("by").value = remembered("by") ?? "";
  $("by").addEventListener("change", () => remembered("by", $("by").value.trim()));
  blind(remembered("blind") === "yes");
  $("blind").addEventListener("change", () => blind($("blind").checked));
  $("undo").addEventListener("click", undo);
  $("help").addEventListener("click", () => $("keys").showModal());
  $("more").addEventListener("click", () => alone(more));
  $("choose-all").addEventListener("click", () => {
    // Of the kind that is open: names and rows are judged apart.
    const areRows = (desk.item?.entry ?? desk.entries[0])?.kind === "row";
    for (const entry of desk.entries) if (entry.id && (entry.kind === "row") === areRows) tickLine(entry);
    showQueue();
  });
  for (const button of document.querySelectorAll("[data-bulk]")) {
    const verdict = button.dataset.bulk;
    button.addEventListener("click", () => (verdict === "none" ? choseNone() : judgeTicked(verdict)));
  }
  listenToFilters();
  listenToCorrections();
  const { words } = desk;
  $("keys-list").append(...["j", "k", "1", "a", "r", "c", "w", "p", "g", "m", "s", "u", "n", "x", "v", "b", "/", "?"].flatMap((name) => [
    el("dt", {}, el("kbd", {}, name === "1" ? "1–9" : name)),
    el("dd", {}, words.say(`desk.key_${{ "/": "search", "?": "help" }[name] ?? name}`)),
  ]));
  document.addEventListener("keydown", key);
  setInterval(watch, 4000);
  addEventListener("focus", watch);
}

async function start() {
  desk.words = new Words(await ask("phrases", { lang }));
  document.documentElement.classList.add("scripted");
  listen();
  // On a narrow screen the entry comes first.
  if (matchMedia("(max-width: 52rem)").matches) $("filter-box").open = false;
  counted(await ask("summary"));
  filtersOfAddress();
  await load();
  if (desk.entries.length > 0) await open(desk.entries[0].id, { focus: true });
}

start().catch((error) => tell(error.message, true));
