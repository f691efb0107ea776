// The dialog of a correction. It says what a correction is about before it is saved: how many claims, of which regions; which rows of
// the list. What is saved is the region that was found for the words that stand there.
import { $, alone, ask, desk } from "/desk/state.js";
import { el, placeOf } from "/desk/view.js";
import { draft, isUnready, judge, saved, seenClaims } from "/desk/judging.js";

let correcting = null;
let found = { words: "", regions: [] };

export async function correctClaim(claim, group) {
  const members = group ? await ask("group", { id: claim.id, group }) : null;
  const { lines } = desk.item;
  const seen = seenClaims();
  show({ subject: claim.id, of: claim.name ?? claim.id, code: claim.code, year: claim.cohort_year, group, members, seen, lines });
}

export function correctName(region) {
  if (isUnready()) return;
  const { entry, name, lines, same, same_names: count } = desk.item;
  const group = $("everywhere")?.checked ? "name" : null;
  const rows = group ? { same, count } : null;
  show({ subject: entry.id, of: entry.name, region, year: name.cohort_year, group, rows, seen: { [entry.id]: entry.line }, lines, isName: true });
}

function show(what) {
  correcting = what;
  const { code, region, year, isName } = what;
  $("correct-of").textContent = what.of;
  $("correct-fault").textContent = "";
  $("region-words").value = region ?? code ?? "";
  $("correct-year").value = "";
  $("correct-year").placeholder = year ?? "";
  $("correct-day").value = "";
  $("correct-note").value = draft() ?? "";
  document.querySelector(".of-claims").hidden = Boolean(isName);
  list([]);
  found = { words: "", regions: [] };
  about();
  $("correct").showModal();
  $("region-words").focus();
  $("region-words").select();
  if ($("region-words").value) search().catch((error) => fault(error.message));
}

const fault = (text) => ($("correct-fault").textContent = text);

// What will be corrected.
function about() {
  const { words, item } = desk;
  const { members, rows } = correcting;
  const lines = [];
  if (members) {
    const named = (regions) => regions.map(({ code, name, claims }) => `${[code, name].filter(Boolean).join(" ") || words.say("desk.no_name")} (${words.number(claims)})`).join(", ");
    const sum = (regions) => regions.reduce((all, one) => all + one.claims, 0);
    const same = members.regions.filter((one) => one.is_same);
    const others = members.regions.filter((one) => !one.is_same);
    if (isOfRegion()) {
      lines.push(words.count("desk.corrects_same", sum(same), { regions: named(same) }));
      if (others.length > 0) lines.push(words.count("desk.leaves", sum(others), { regions: named(others) }));
    } else {
      lines.push(words.count("desk.corrects_all", members.claims, { regions: named(members.regions) }));
    }
  }
  if (rows) {
    lines.push(words.count("desk.corrects_rows", rows.count));
    lines.push(...rows.same.map((one) => placeOf(one, item, words)));
  }
  $("correct-about").replaceChildren(...lines.map((line) => el("li", { dir: "auto" }, line)));
}

// Whether another region is wanted: the same one with another year or day is a correction of those.
function isOfRegion() {
  const { code, isName } = correcting;
  const wanted = $("region-words").value.trim();
  if (!wanted) return false;
  const own = code && (found.words === wanted ? picked() === code : wanted === code);
  return isName || !(own && ($("correct-year").value || $("correct-day").value.trim()));
}

async function search() {
  const wanted = $("region-words").value.trim();
  const regions = wanted ? await ask("regions", { q: wanted }) : [];
  if (wanted !== $("region-words").value.trim()) return;
  found = { words: wanted, regions };
  list(regions);
  fault(wanted && regions.length === 0 ? desk.words.fill("desk.no_such_region", { words: wanted }) : "");
  about();
}

function list(regions) {
  $("regions").replaceChildren(...regions.map((region, at) => {
    const province = region.province && !region.name.endsWith(region.province) ? `, ${region.province}` : "";
    const line = el("li", { role: "option", id: `region-${at}`, "data-code": region.code, "aria-selected": String(at === 0) }, `${region.code} ${region.name}${province}`);
    line.addEventListener("click", () => {
      pick(at);
      about();
    });
    return line;
  }));
  $("region-words").setAttribute("aria-expanded", String(regions.length > 0));
  pick(0);
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

// The region for the words that stand there: nothing for none, `undefined` where they must be looked at first.
async function regionOfWords() {
  const wanted = $("region-words").value.trim();
  if (!wanted) return null;
  if (found.words !== wanted) {
    await search();
    if (found.words !== wanted) return undefined;
    const [first, second] = found.regions;
    // Nobody has seen what was found: only one that can be meant is taken.
    if (first && second && first.code !== wanted) {
      fault(desk.words.say("desk.which_region"));
      return undefined;
    }
  }
  if (found.regions.length === 0) {
    fault(desk.words.fill("desk.no_such_region", { words: wanted }));
    return undefined;
  }
  return picked();
}

async function save() {
  const { subject, group, isName, seen, lines } = correcting;
  const code = await regionOfWords();
  if (code === undefined) return;
  const year = $("correct-year").value;
  const answer = await judge({
    verdict: "correct",
    subjects: [subject],
    group,
    region: code && isOfRegion() ? code : null,
    cohort_year: year ? Number(year) : null,
    date: $("correct-day").value.trim() || null,
    note: $("correct-note").value.trim() || null,
    seen,
    as_of: lines,
  });
  const refused = answer ? answer.refused[0]?.why : $("told").textContent;
  if (!answer || answer.taken.length === 0) {
    fault(refused ?? "");
    return;
  }
  desk.groups.delete(subject);
  $("correct").close();
  await saved(isName, subject);
}

export function listenToCorrections() {
  $("region-words").addEventListener("input", () => search().catch((error) => fault(error.message)));
  for (const id of ["correct-year", "correct-day"]) $(id).addEventListener("input", about);
  $("region-words").addEventListener("keydown", (event) => {
    const lines = [...$("regions").children];
    const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") pick(Math.min(at + 1, lines.length - 1));
    else if (event.key === "ArrowUp") pick(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
    about();
  });
  $("correct").addEventListener("keydown", (event) => event.key === "Enter" && event.repeat && event.preventDefault());
  document.querySelector("#correct form").addEventListener("submit", (event) => {
    event.preventDefault();
    alone(save);
  });
  $("correct-cancel").addEventListener("click", () => $("correct").close());
  // What was typed about an entry stays with it.
  $("correct-note").addEventListener("input", () => {
    desk.drafts.set(desk.current, $("correct-note").value);
    if ($("note")) $("note").value = $("correct-note").value;
  });
}
