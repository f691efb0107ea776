// The words of the page in its language, by the keys of gazetteers/ui.
export class Words {
  constructor({ language, statuses, phrases }) {
    this.language = language;
    this.statuses = statuses;
    this.phrases = phrases;
    this.format = new Intl.NumberFormat(language);
  }

  number(number) {
    return this.format.format(number);
  }

  say(key) {
    return this.phrases[key]?.at(-1) ?? key;
  }

  // What stands in the places is put in once and not read again.
  fill(key, places, form = this.say(key)) {
    return form.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));
  }

  count(key, number, places = {}) {
    const forms = this.phrases[key] ?? [key];
    return this.fill(key, { n: this.number(number), ...places }, number === 1 ? forms[0] : forms.at(-1));
  }

  // A day, a month, a year or a span of ISO 8601 in words; what is none stays as it is.
  day(iso) {
    if (iso.includes("/")) return iso.split("/").map((one) => this.day(one)).join(" – ");
    const [, year, month, day] = iso.match(/^(\d{4})-(\d\d)(?:-(\d\d))?$/) ?? [];
    const name = this.phrases[`month.${month}`]?.at(-1);
    return name ? [day && String(Number(day)), name, year].filter(Boolean).join(" ") : iso;
  }

  // A day, or a moment to the minute.
  moment(iso) {
    const [day, time] = iso.split("T");
    return [this.day(day), time && `${time.slice(0, 5)} UTC`].filter(Boolean).join(" ");
  }

  // The phrase of a word that stands in data; the word itself where there is none.
  known(section, word) {
    return this.phrases[`${section}.${word}`] ? this.say(`${section}.${word}`) : word;
  }

  status(status) {
    return this.say(this.phrases[`status.${status}`] ? `status.${status}` : `desk.${status}`);
  }

  proposal({ verdict, region, supporting, against }) {
    if (verdict === "correct") return this.fill("desk.proposes_region", { code: region });
    return this.fill(`desk.proposes_${verdict}`, { supporting: this.number(supporting), against: this.number(against) });
  }

  told({ line, decision }) {
    const what = [decision.region, decision.cohort_year, decision.date && this.day(decision.date)].filter(Boolean).join(" ");
    return [
      [this.say(`verdict_done.${decision.verdict}`), what].filter(Boolean).join(": "),
      decision.note,
      decision.who,
      decision.when && this.moment(decision.when),
      this.fill("desk.line", { n: line }),
    ].filter(Boolean).join(" · ");
  }
}
