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

function listed(row, words) {
  const { listed: own } = row;
  if (!own) return [words.say("desk.not_listed")];
  const lines = [[own.name, own.code].filter(Boolean).join(" · ") || words.say("desk.no_name")];
  lines.push([own.file, own.sheet, words.fill("desk.row", { n: own.row })].filter(Boolean).join(" · "));
  if (own.note) lines.push(own.note);
  if (own.signed) lines.push(words.fill("desk.signed", { day: own.signed }));
  for (const { what, list, side, other } of row.differences) {
    lines.push(words.fill("desk.difference", { what: words.known("difference", what), list, side: words.known("side", side), other }));
  }
  return lines;
}

export function claimCard(claim, item, words, at) {
  const { article } = claim;
  const card = el("li", { class: `claim ${claim.stance}`, tabindex: "-1" });
  const origin = el("p", { class: "origin" }, at < 9 ? el("kbd", {}, String(at + 1)) : null, " ",
    el("b", { class: "stance" }, words.say(`stance.${claim.stance}`)), " ",
    el("bdi", {}, article.outlet ?? words.say("words.outlet_unknown")),
    ` · ${article.published ?? words.say("words.no_day")} · ${words.fill("desk.source", { n: article.source })}`,
    article.release ? el("span", { class: "release" }, ` · ${words.say("desk.release")}`) : null,
    el("cite", { lang: "id", dir: "auto" }, article.title ?? article.id));
  card.append(origin);
  claim.quotes.slice(0, 4).forEach((quote, number) => {
    const block = el("blockquote", { lang: "id", dir: "auto" }, quote.before, el("mark", {}, quote.quote), quote.after);
    const link = number === 0 ? item.links[claim.id] : null;
    if (link) block.append(" ", el("a", { class: "page", href: link, target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer" }, new URL(link).host));
    card.append(block);
  });
  const facts = [
    words.say(`claim_type.${claim.type}`), words.say(`fact_status.${claim.status}`), claim.name, claim.code, claim.cohort_year, claim.date, claim.speaker,
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
