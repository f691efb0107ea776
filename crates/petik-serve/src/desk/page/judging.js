// Verdicts: of the entry, of a claim with its group, of all that is ticked; and taking them back. Every verdict says what its steward
// had seen, so that what somebody else judged meanwhile is not written over.
import { $, alone, ask, desk, tell } from "/desk/state.js";
import { correctClaim, correctName } from "/desk/correct.js";
import { cardOf, chooseClaim, open, unready } from "/desk/entry.js";
import { counted, isMixed, leave, load, showQueue, ticked } from "/desk/queue.js";

export async function judge(judgement) {
  const { words } = desk;
  const by = $("by").value.trim();
  if (!by) {
    tell(words.say("desk.name_first"), true);
    $("by").focus();
    return null;
  }
  try {
    const at = { entry: desk.current, claim: desk.claim };
    const answer = await ask("judge", {}, { by, ...judgement });
    const done = words.count("desk.saved", answer.taken.length);
    const left = answer.left > 0 ? [words.count("desk.left", answer.left)] : [];
    const refused = [...new Set(answer.refused.map((one) => one.why))];
    after(answer);
    tell([done, ...left, ...refused].join(" · "), refused.length > 0);
    if (answer.taken.length > 0) desk.judgedAt.push(at);
    return answer;
  } catch (error) {
    tell(error.message, true);
    return null;
  }
}

function after(answer) {
  counted(answer.summary);
  const changed = new Map(answer.changed.map((entry) => [entry.id, entry]));
  desk.entries = desk.entries.map((entry) => changed.get(entry.id) ?? entry);
  for (const id of answer.taken) if (desk.chosen.has(id) && changed.has(id)) desk.chosen.set(id, changed.get(id).line);
}

// The queue without what no longer belongs into it; the place of the reader is kept.
async function goOn(from) {
  const before = desk.entries;
  const found = before.findIndex((entry) => entry.id === from);
  const place = found < 0 ? Math.min(desk.place, before.length) - 1 : found;
  const behind = before.slice(place + 1).concat(before.slice(0, Math.max(place, 0))).map((entry) => entry.id);
  await load({ keep: before.length });
  const there = new Set(desk.entries.map((entry) => entry.id));
  const next = behind.find((id) => there.has(id) && !desk.skipped.has(id)) ?? behind.find((id) => there.has(id)) ?? desk.entries[0]?.id;
  if (next) {
    await open(next, { focus: true });
  } else {
    leave();
    $("item").focus();
  }
}

// The same entry after one of its claims was judged, though it may need nothing more: who presses a key once too often must not
// judge the next one by it.
async function stay() {
  const id = desk.current;
  await load({ keep: desk.entries.length });
  await open(id);
  if (!desk.entries.some((entry) => entry.id === id)) tell(`${$("told").textContent} · ${desk.words.say("desk.settled")}`);
  const card = desk.claim && cardOf(desk.claim);
  if (card && !card.contains(document.activeElement)) card.focus();
}

export const saved = (isName, id) => {
  desk.drafts.delete(desk.current);
  return isName ? goOn(id) : stay();
};

export const draft = () => desk.drafts.get(desk.current)?.trim() || null;

// The line of a claim's decision that is shown.
export function seenOf(id) {
  const last = (desk.item?.history[id] ?? []).at(-1);
  return last && last.decision.verdict !== "withdraw" ? last.line : null;
}

// The same of all claims that are shown.
export const seenClaims = () => Object.fromEntries(desk.item.row.claims.map((claim) => [claim.id, seenOf(claim.id)]));

export const judgeEntry = (verdict, region) => alone(() => judgeShown(verdict, region));
export const judgeClaim = (id, verdict) => alone(() => judgeClaimOf(id, verdict));

// Says why nothing can be judged now; whether that is so.
export function isUnready() {
  const reason = unready();
  if (reason) {
    tell(reason, true);
    $("seen")?.scrollIntoView({ block: "nearest" });
  }
  return Boolean(reason);
}

async function judgeShown(verdict, region) {
  if (isUnready()) return;
  const { entry } = desk.item;
  if (verdict === "correct" && entry.kind === "row") return;
  if (verdict === "correct" && !region) {
    correctName(desk.item.proposal?.region);
    return;
  }
  if (verdict === "withdraw" && !entry.decision) {
    tell(desk.words.say("desk.no_verdict"), true);
    return;
  }
  const answer = await judge({
    verdict,
    region: region ?? null,
    subjects: [entry.id],
    group: $("everywhere")?.checked ? "name" : null,
    note: draft(),
    seen: { [entry.id]: entry.line },
    as_of: desk.item.lines,
  });
  if (answer?.taken.length > 0) await saved(true, entry.id);
  else if (answer) await reread();
}

// What was refused is shown as it stands now.
async function reread() {
  await load({ keep: desk.entries.length });
  if (desk.current) await open(desk.current);
}

async function judgeClaimOf(id, verdict) {
  if (isUnready()) return;
  const claim = desk.item.row?.claims.find((one) => one.id === id);
  if (!claim) return;
  chooseClaim(id, false);
  const group = desk.groups.get(id) || null;
  if (verdict === "correct") {
    correctClaim(claim, group);
    return;
  }
  const { words } = desk;
  const last = seenOf(id);
  if (verdict === "withdraw" && !claim.decision && !group) {
    tell(words.say("desk.no_verdict"), true);
    return;
  }
  // A key that was pressed twice judges once.
  if (last !== null && !group && !draft() && claim.decision?.verdict === verdict && !claim.decision.stale) {
    tell(words.fill("desk.already", { verdict: words.say(`verdict_done.${verdict}`) }));
    return;
  }
  const answer = await judge({ verdict, subjects: [id], group, note: draft(), seen: seenClaims(), as_of: desk.item.lines });
  if (!answer) return;
  if (answer.taken.length === 0) {
    await reread();
    return;
  }
  desk.groups.delete(id);
  await saved(false);
}

// All that is ticked and shown.
export const judgeTicked = (verdict) => alone(async () => {
  const some = ticked();
  if (isMixed(some)) {
    tell(desk.words.say("desk.mixed"), true);
    return;
  }
  if (some.length === 0) return;
  const seen = Object.fromEntries(some.map((entry) => [entry.id, desk.chosen.get(entry.id)]));
  const answer = await judge({ verdict, subjects: some.map((entry) => entry.id), seen, as_of: desk.lines });
  if (!answer) return;
  // What was refused has to be looked at, and ticked again.
  desk.chosen.clear();
  await goOnAfterMany(new Set(answer.taken));
});

async function goOnAfterMany(taken) {
  if (taken.has(desk.current)) await goOn(desk.current);
  else await reread();
}

export function choseNone() {
  desk.chosen.clear();
  showQueue();
}

export const later = () => alone(async () => {
  if (!desk.current) return;
  desk.skipped.add(desk.current);
  await goOn(desk.current);
});

// Takes back, and returns to where the steward was.
export const undo = () => alone(async () => {
  const answer = await ask("undo", {}, { by: $("by").value.trim() });
  after(answer);
  tell([desk.words.count("desk.undone", answer.taken.length), ...new Set(answer.refused.map((one) => one.why))].join(" · "), answer.refused.length > 0);
  await load({ keep: desk.entries.length });
  const at = desk.judgedAt.pop();
  const back = at?.entry ?? answer.changed[0]?.id;
  if (!back) return;
  await open(back, { focus: true });
  if (at?.claim) chooseClaim(at.claim);
});
