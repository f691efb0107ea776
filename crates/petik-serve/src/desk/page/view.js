// Elements of the desk. Text goes in as text.
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key === "checked") made.checked = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function badge(status, words) {
  const mark = document.createElementNS(SVG, "svg");
  mark.setAttribute("class", "mark");
  mark.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#m-${status}`);
  mark.append(use);
  return el("span", { class: `badge ${status}` }, mark, el("span", {}, words.status(status)));
}

export function quiet(target, text) {
  target.replaceChildren(el("p", { class: "nothing" }, text));
}

const kindOf = (entry) => entry.status ?? entry.kind;

export function entryLine(entry, words) {
  const about = [entry.cohort_year, entry.region?.province, entry.articles > 0 ? words.count("words.articles", entry.articles) : null];
  const decided = entry.decision
    ? el("span", { class: entry.decision.stale ? "stale" : "" }, entry.decision.stale ? words.say("desk.stale") : words.say(`verdict_done.${entry.decision.verdict}`))
    : null;
  return [
    el("b", { dir: "auto" }, entry.name),
    el("small", {}, badge(kindOf(entry), words), el("span", {}, about.filter(Boolean).join(" · ")), decided),
  ];
}

export function heading(item, words) {
  const { entry, row, name } = item;
  const where = name
    ? [name.place, name.sheet, name.row && words.fill("desk.row", { n: name.row })]
    : [entry.region.code, entry.region.province];
  const made = [
    el("h2", { dir: "auto" }, entry.name, " ", badge(kindOf(entry), words)),
    el("p", { class: "of" }, [item.programme, entry.cohort_year, ...where].filter(Boolean).join(" · ")),
  ];
  if (!row) return made;
  const list = el("div", {}, el("h3", {}, words.say("desk.list_says")), el("ul", {}, ...listed(row, words).map((line) => el("li", { dir: "auto" }, line))));
  const why = el("div", { class: "reasons" }, el("h3", {}, words.say("desk.why")), el("ul", {}, ...row.reasons.map((line) => el("li", { dir: "auto" }, line))));
  made.push(el("div", { class: "sides" }, list, why));
  return made;
}

// The cells of a row of the list.
export function cellsOf(own, words) {
  if (!own) return [];
  const lines = [[own.name, own.code].filter(Boolean).join(" · ") || words.say("desk.no_name")];
  lines.push([own.file, own.sheet, words.fill("desk.row", { n: own.row })].filter(Boolean).join(" · "));
  if (own.note) lines.push(own.note);
  if (own.signed) lines.push(words.fill("desk.signed", { day: words.day(own.signed) }));
  return lines;
}

// Where a name stands: its place, programme and year.
export function placeOf(name, item, words) {
  const row = name.row && words.fill("desk.row", { n: name.row });
  return [name.place, name.sheet, row, item.programme ?? name.programme, name.cohort_year].filter(Boolean).join(" · ");
}

function listed(row, words) {
  const { listed: own } = row;
  if (!own) return [words.say("desk.not_listed")];
  const lines = cellsOf(own, words);
  for (const { what, list, side, other } of row.differences) {
    lines.push(words.fill("desk.difference", { what: words.known("difference", what), list: words.day(list), side: words.known("side", side), other: words.day(other) }));
  }
  return lines;
}

// The name of the server that a link leads to; nothing where it is no address that a browser would follow.
function hostOf(link) {
  try {
    const { host, protocol } = new URL(link);
    return protocol === "http:" || protocol === "https:" ? host : null;
  } catch {
    return null;
  }
}

function pageLink(link) {
  const host = link ? hostOf(link) : null;
  if (!host) return [];
  return [" ", el("a", { class: "page", href: link, target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer" }, el("bdi", {}, host))];
}

// Each paragraph once, with all of its quotes marked.
export function quotesOf(quotes, link) {
  const paragraphs = new Map();
  for (const { before, quote, after } of quotes) {
    const text = `${before}${quote}${after}`;
    if (!paragraphs.has(text)) paragraphs.set(text, []);
    paragraphs.get(text).push([before.length, before.length + quote.length]);
  }
  return [...paragraphs].slice(0, 4).map(([text, spans], number) => {
    const block = el("blockquote", { lang: "id", dir: "auto" });
    let at = 0;
    for (const [start, end] of spans.sort(([one], [other]) => one - other)) {
      if (end <= at) continue;
      const from = Math.max(start, at);
      block.append(text.slice(at, from), el("mark", {}, text.slice(from, end)));
      at = end;
    }
    block.append(text.slice(at), ...pageLink(number === 0 ? link : null));
    return block;
  });
}

// Where an article stood, and when.
function articleOf(article, words) {
  return [
    el("bdi", {}, article.outlet ?? words.say("words.outlet_unknown")),
    ` · ${article.published ? words.day(article.published) : words.say("words.no_day")} · ${words.fill("desk.source", { n: article.source })}`,
    article.release ? el("span", { class: "release" }, ` · ${words.say("desk.release")}`) : "",
    el("cite", { lang: "id", dir: "auto" }, article.title ?? article.id),
  ];
}

// An article without a claim.
export const quoteOf = (article, link, words) => [el("p", { class: "origin" }, ...articleOf(article, words), ...pageLink(link))];

// A claim; `number` is the digit that chooses it.
export function claimCard(claim, item, words, number) {
  const { article } = claim;
  const card = el("li", { class: `claim ${claim.stance}`, tabindex: "-1", "data-id": claim.id });
  const origin = el("p", { class: "origin" }, number && number <= 9 ? el("kbd", {}, String(number)) : null, " ",
    el("b", { class: "stance" }, words.say(`stance.${claim.stance}`)), " ", ...articleOf(article, words));
  card.append(origin, ...quotesOf(claim.quotes, item.links[claim.id]));
  if (claim.quotes.length === 0) card.append(el("p", { class: "fine" }, ...pageLink(item.links[claim.id])));
  const facts = [
    words.say(`claim_type.${claim.type}`), words.say(`fact_status.${claim.status}`), claim.name, claim.code, claim.cohort_year,
    claim.date && words.day(claim.date), claim.speaker,
    claim.derived.length > 0 ? words.fill("desk.inferred", { what: claim.derived.join("; ") }) : null,
  ];
  card.append(el("p", { class: "fine", dir: "auto" }, facts.filter(Boolean).join(" · ")));
  for (const told of item.history[claim.id] ?? []) card.append(el("p", { class: "decided" }, words.told(told)));
  const isDecided = Boolean(claim.decision);
  const verdicts = el("p", { class: "verdicts" });
  for (const verdict of ["reject", "correct", "accept", ...(isDecided ? ["withdraw"] : [])]) {
    verdicts.append(el("button", { type: "button", "data-claim": verdict }, words.say(`desk.claim_${verdict}`)));
  }
  const [ofArticle, ofSource] = item.groups[claim.id] ?? [1, 1];
  if (ofArticle > 1 || ofSource > ofArticle) {
    const select = el("select", { "aria-label": words.say("desk.group") }, el("option", { value: "" }, words.say("desk.group_one")));
    if (ofArticle > 1) select.append(el("option", { value: "article" }, words.count("desk.group_article", ofArticle)));
    if (ofSource > ofArticle) select.append(el("option", { value: "source" }, words.count("desk.group_source", ofSource)));
    verdicts.append(select, el("kbd", {}, "g"));
  }
  card.append(verdicts);
  return card;
}
