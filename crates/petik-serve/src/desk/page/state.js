// What the parts of the desk share: the words, what is shown, what is chosen, and how petik is asked.
import { el } from "/desk/view.js";

export const $ = (id) => document.getElementById(id);

const address = new URLSearchParams(location.search);
export const lang = address.get("lang") ?? document.documentElement.lang;
export const fields = ["q", "programme", "province", "year", "outlet", "which"];

export const desk = {
  words: null,
  entries: [],
  total: 0,
  turn: 0,
  lines: 0, // lines of the file of decisions when the queue was read
  current: null, // id of the entry that is shown
  place: 0, // where it stood in the queue last
  item: null,
  claim: null, // id of the claim that keys act on
  news: [], // what others judged of the entry that is shown, until it was seen
  isBroken: false, // whether something of the entry could not be shown
  busy: false,
  chosen: new Map(), // id of what is ticked -> the line of its decision that was seen
  skipped: new Set(),
  drafts: new Map(), // id of an entry -> its note, until it was sent
  groups: new Map(), // id of a claim -> the group that is chosen for it
  unfolded: new Set(), // ids of claims whose copies are shown
  order: [], // ids of the claims in the order in which they were shown first
  judgedAt: [], // where the steward was with each judgement
};

export const remembered = (name, value) => {
  try {
    if (value === undefined) return localStorage.getItem(`petik.${name}`);
    localStorage.setItem(`petik.${name}`, value);
  } catch {
    // A browser that keeps nothing: the name is typed again.
  }
  return null;
};

export const isBlind = () => document.documentElement.classList.contains("blind");

export const tell = (text, isFault = false) => {
  $("told").textContent = text;
  $("told").classList.toggle("fault", isFault);
};

export async function ask(path, parameters = {}, body) {
  const query = new URLSearchParams({ ...parameters, lang });
  const options = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(`/desk/${path}?${query}`, options);
  } catch {
    throw new Error(desk.words ? desk.words.say("desk.unreachable") : "unreachable");
  }
  const answer = await response.json();
  if (!response.ok) throw new Error([answer.error.what, answer.error.why].filter(Boolean).join(": "));
  return answer;
}

// Until the next entry is shown no key judges: it would be about one that nobody has seen.
export async function alone(work) {
  if (desk.busy) return;
  desk.busy = true;
  $("item").setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    tell(error.message, true);
  } finally {
    desk.busy = false;
    $("item").removeAttribute("aria-busy");
  }
}

// Draws with `draw`; what cannot be drawn is said in its place, and nothing else stops for it.
export function drawn(draw, name, failed) {
  try {
    return draw();
  } catch {
    failed?.();
    return [el(name, { class: "fault" }, desk.words.say("desk.not_shown"))];
  }
}

// The filters in the address, so that they outlast a reload and a change of the language.
export function keepInAddress(view) {
  const query = new URLSearchParams(address.has("lang") ? { lang } : {});
  for (const [name, value] of Object.entries(view)) {
    if (value && !(name === "which" && value === "open")) query.set(name, value);
  }
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
  for (const link of document.querySelectorAll("a[hreflang]")) {
    query.set("lang", link.hreflang);
    link.setAttribute("href", `?${query}`);
  }
}

export const inAddress = (name) => address.get(name) ?? "";
