// The entry that is shown: its claims, copies of a text folded into the first, and what a steward chose and wrote about it. All of
// that outlasts what others do meanwhile.
import { $, alone, ask, desk, drawn, isBlind, tell } from "/desk/state.js";
import { claimCard, cellsOf, el, heading, placeOf, quoteOf, quotesOf } from "/desk/view.js";
import { choose, scrollTo } from "/desk/queue.js";
import { correctName } from "/desk/correct.js";
import { judgeClaim, judgeEntry, later } from "/desk/judging.js";

export async function open(id, { focus = false } = {}) {
  if (!id) return;
  const isSame = desk.item?.entry.id === id;
  desk.current = id;
  markLine(id);
  const answer = await whole(id, isSame ? desk.item.row?.claims.length : 0);
  if (desk.current !== id) return;
  if (!isSame) Object.assign(desk, { order: [], claim: null });
  Object.assign(desk, { item: answer, news: [] });
  showItem();
  if (focus) $("item").focus({ preventScroll: true });
}

function markLine(id) {
  const place = desk.entries.findIndex((entry) => entry.id === id);
  if (place >= 0) desk.place = place;
  for (const line of document.querySelectorAll("#entries .entry")) {
    const is = line.dataset.id === id;
    line.setAttribute("aria-current", String(is));
    if (is) scrollTo(line);
  }
}

// An entry with at least so many of its claims.
async function whole(id, claims = 0) {
  const answer = await ask("item", { id });
  while (answer.row?.claims.length < claims && answer.more_claims > 0) await nextClaims(answer);
  return answer;
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

export const showMore = () => alone(async () => {
  const of = desk.item;
  if (!(of?.more_claims > 0)) return;
  const from = of.row.claims.length;
  await nextClaims(of);
  if (desk.item !== of) return;
  showItem();
  const next = of.row.claims[Math.min(from, of.row.claims.length - 1)];
  if (next) chooseClaim(next.id);
});

// ---- After others judged ----

// Takes what others did to the entry that is shown. It is drawn anew only where it is another, and what they judged of it must be
// seen before a verdict is taken.
export async function refresh() {
  const before = desk.item;
  if (!before) return;
  const id = before.entry.id;
  const answer = await whole(id, before.row?.claims.length);
  if (desk.item !== before) return;
  const own = ({ row, name, history, proposal, entry }) => JSON.stringify([row, name, history, proposal, entry]);
  if (own(before) === own(answer)) {
    Object.assign(desk.item, { lines: answer.lines, turn: answer.turn });
    return;
  }
  desk.news.push(...newsOf(before, answer));
  desk.item = answer;
  showItem();
}

function newsOf(before, now) {
  const { words } = desk;
  const names = new Map((now.row?.claims ?? []).map((claim) => [claim.id, [claim.name, claim.article.outlet].filter(Boolean).join(", ")]));
  const lines = Object.entries(now.history).flatMap(([id, told]) => {
    const known = new Set((before.history[id] ?? []).map((one) => one.line));
    return told.filter((one) => !known.has(one.line)).map((one) => [names.get(id) ?? now.entry.name, words.told(one)].join(": "));
  });
  return lines.length > 0 ? lines : [words.say("desk.changed")];
}

export function seen() {
  if (desk.news.length === 0) return;
  desk.news = [];
  $("news")?.remove();
  tell("");
  $("item").focus({ preventScroll: true });
}

function newsBox() {
  if (desk.news.length === 0) return null;
  const { words } = desk;
  const button = el("button", { type: "button", id: "seen" }, `${words.say("desk.seen")} `, el("kbd", {}, "v"));
  button.addEventListener("click", seen);
  const list = el("ul", {}, ...desk.news.map((line) => el("li", { dir: "auto" }, line)));
  return el("div", { id: "news", role: "alert", class: "news" }, el("p", {}, words.say("desk.news")), list, el("p", { class: "verdicts" }, button));
}

// Why nothing can be judged of what is shown; nothing where it can.
export function unready() {
  if (!desk.item) return desk.words.say("desk.nothing");
  if (desk.isBroken) return desk.words.say("desk.not_judged");
  if (desk.news.length > 0) return desk.words.say("desk.see_first");
  return null;
}

// ---- Drawing ----

// Draws the entry anew; focus, what is typed, and the place of the reader stay.
export function showItem() {
  const target = $("item");
  const held = whatIsHeld(target);
  desk.isBroken = false;
  const failed = () => (desk.isBroken = true);
  const { entry, row } = desk.item;
  const parts = drawn(() => [...heading(desk.item, desk.words)], "h2", failed);
  target.dataset.of = entry.id;
  target.replaceChildren(...parts, actions());
  const news = newsBox();
  if (news) target.querySelector(".act").before(news);
  if (desk.item.proposal) target.append(el("p", { class: "proposal" }, desk.words.proposal(desk.item.proposal), " ", el("kbd", {}, "p")));
  for (const told of desk.item.history[entry.id] ?? []) target.append(el("p", { class: "decided" }, desk.words.told(told)));
  if (row) showClaims(target, failed);
  else target.append(...drawn(aboutName, "p", failed));
  if (desk.isBroken) {
    for (const button of target.querySelectorAll("[data-verdict], [data-claim]")) button.disabled = true;
    target.querySelector(".act").before(el("p", { class: "fault" }, desk.words.say("desk.not_judged")));
  }
  if (desk.claim && !desk.item.row?.claims.some((claim) => claim.id === desk.claim)) desk.claim = null;
  markClaim();
  hold(target, held);
}

function whatIsHeld(target) {
  const at = document.activeElement;
  if (!target.contains(at)) return null;
  const held = { claim: at.closest(".claim")?.dataset.id, scroll: scrollY, isItem: at === target };
  if (at.id) held.id = at.id;
  else if (at.dataset.verdict) held.find = `[data-verdict=${at.dataset.verdict}]`;
  else if (at.dataset.claim) held.find = `[data-claim=${at.dataset.claim}]`;
  else if (at.localName === "select" || at.localName === "summary") held.find = at.localName;
  if (at.localName === "input" && at.type !== "checkbox") held.span = [at.selectionStart, at.selectionEnd];
  return held;
}

function hold(target, held) {
  if (!held || held.isItem) return;
  const card = held.claim && target.querySelector(`.claim[data-id="${CSS.escape(held.claim)}"]`);
  const found = (held.id && $(held.id)) || (held.find && (card || target).querySelector(held.find)) || card || target;
  found.focus({ preventScroll: true });
  if (held.span && found.setSelectionRange) found.setSelectionRange(...held.span);
  window.scrollTo({ top: held.scroll, behavior: "instant" });
}

function actions() {
  const { words, item } = desk;
  const { entry, row, proposal } = item;
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
  note.value = desk.drafts.get(entry.id) ?? "";
  note.addEventListener("input", () => desk.drafts.set(entry.id, note.value));
  act.append(skip, el("label", {}, words.say("desk.note"), " ", el("kbd", {}, "n"), note));
  return act;
}

function showClaims(target, failed) {
  const { words, item } = desk;
  inOrder(item.row.claims);
  const list = el("ol", { class: "claims" });
  const heads = new Map();
  let number = 0;
  for (const claim of item.row.claims) {
    const key = drawn(() => [textOf(claim)], "p")[0];
    const head = typeof key === "string" ? heads.get(key) : null;
    const card = drawn(() => [claimCard(claim, item, words, head ? null : (number += 1))], "li", failed)[0];
    listenToClaim(card, claim);
    if (head) {
      copiesIn(head).append(card);
      continue;
    }
    if (typeof key === "string") heads.set(key, card);
    list.append(card);
  }
  for (const head of heads.values()) sayCopies(head);
  target.append(list);
  if (item.more_claims === 0) return;
  const more = el("button", { type: "button", id: "more-claims" }, `${words.count("desk.more_claims", item.more_claims)} `, el("kbd", {}, "m"));
  more.addEventListener("click", showMore);
  list.after(more);
}

// Claims stay where they were shown first: one that was judged does not change its place under the reader.
function inOrder(claims) {
  const known = new Map(desk.order.map((id, at) => [id, at]));
  const at = (claim) => known.get(claim.id) ?? known.size;
  claims.sort((one, other) => at(one) - at(other));
  desk.order = claims.map((claim) => claim.id);
}

// What is alike in copies of one text: claims that say the same, and were judged the same.
function textOf(claim) {
  const { type, stance, status, name, code, cohort_year: year, date, decision, article } = claim;
  const judged = decision && [decision.verdict, decision.stale];
  return JSON.stringify([article.source, type, stance, status, name, code, year, date, judged, claim.quotes.length > 0]);
}

function copiesIn(head) {
  let copies = head.querySelector(".copies");
  if (!copies) {
    const id = head.dataset.id;
    copies = el("details", { class: "copies", open: desk.unfolded.has(id) }, el("summary"), el("ol", { class: "claims" }));
    copies.addEventListener("toggle", () => (copies.open ? desk.unfolded.add(id) : desk.unfolded.delete(id)));
    head.append(copies);
  }
  return copies.querySelector("ol");
}

function sayCopies(head) {
  const copies = head.querySelector(".copies");
  if (copies) copies.firstChild.textContent = desk.words.count("desk.copies", copies.querySelectorAll("li.claim").length);
}

function listenToClaim(card, claim) {
  card.addEventListener("focusin", (event) => {
    event.stopPropagation();
    chooseClaim(claim.id, false);
  });
  for (const button of card.querySelectorAll("[data-claim]")) {
    button.addEventListener("click", () => judgeClaim(claim.id, button.dataset.claim));
  }
  const select = card.querySelector("select");
  if (!select) return;
  select.value = desk.groups.get(claim.id) ?? "";
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  select.addEventListener("change", () => desk.groups.set(claim.id, select.value));
}

function aboutName() {
  const { words, item } = desk;
  const { entry, name } = item;
  const made = [el("p", { class: "reasons" }, name.reason)];
  const cells = cellsOf(name.listed, words);
  if (cells.length > 0) made.push(el("h3", {}, words.say("desk.list_says")), el("ul", {}, ...cells.map((line) => el("li", { dir: "auto" }, line))));
  if (!name.listed) made.push(toldIn(item));
  const list = el("ul", { class: "candidates" });
  for (const candidate of name.candidates) {
    const button = el("button", { type: "button", "data-verdict": "correct" }, candidate);
    button.addEventListener("click", () => correctName(candidate.split(" ")[0]));
    list.append(el("li", {}, button));
  }
  made.push(list);
  if (item.same_names > 1) {
    // A row of the list has a year and a place of its own; a name in press means the same wherever it stands.
    const box = el("input", { type: "checkbox", id: "everywhere", checked: !name.listed });
    const places = el("ul", { class: "same" }, ...item.same.map((one) => el("li", { dir: "auto" }, placeOf(one, item, words))));
    made.push(el("p", {}, el("label", {}, box, " ", words.count("desk.everywhere", item.same_names))), places);
  }
  return made;
}

// What the folder holds of the article that a name in press stands in.
function toldIn({ entry, name, article, quotes, links }) {
  const { words } = desk;
  if (!article) return el("p", { class: "told-in" }, words.fill("desk.only_article", { id: name.place }));
  const box = el("div", { class: "told-in" }, ...quoteOf(article, links[entry.id], words));
  box.append(...quotesOf(quotes));
  return box;
}

// ---- The claim that keys act on ----

// Those that a digit can choose.
export const shownClaims = () => [...document.querySelectorAll("#item > .claims > .claim")];

export const cardOf = (id) => document.querySelector(`#item .claim[data-id="${CSS.escape(id)}"]`);

export function chooseClaim(id, focus = true) {
  if (id && desk.chosen.size > 0 && focus) {
    tell(desk.words.count("desk.ticked_first", desk.chosen.size), true);
    return;
  }
  desk.claim = id;
  markClaim();
  const card = focus && id ? cardOf(id) : null;
  const folded = card?.closest("details:not([open])");
  if (folded) folded.open = true;
  card?.focus();
}

function markClaim() {
  for (const card of document.querySelectorAll("#item .claim")) card.classList.toggle("chosen", card.dataset.id === desk.claim);
}

export const tick = () => {
  if (!desk.current) return;
  desk.claim = null;
  markClaim();
  choose(desk.current, !desk.chosen.has(desk.current));
};

// What petik proposes, unless it is hidden.
export const proposed = () => {
  if (isBlind()) tell(desk.words.say("desk.is_blind"), true);
  else if (desk.item?.proposal) judgeEntry(desk.item.proposal.verdict, desk.item.proposal.region);
};
