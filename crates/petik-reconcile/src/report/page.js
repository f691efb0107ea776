// Filters, sorts and searches the rows that stand in the page. It makes no markup out of text, and what it shows is kept in
// the address behind the #, so that a view can be sent.
"use strict";
(() => {
  const table = document.querySelector("table.rows");
  const form = document.querySelector(".filters");
  const output = form.querySelector("output");
  const none = document.querySelector(".none-shown");
  const fields = ["q", "which", "status", "year", "province", "programme", "outlet", "sort"];
  const language = document.documentElement.lang;
  const statuses = [...document.querySelectorAll(".legend .badge")].map((badge) => badge.classList[1]);
  const compare = new Intl.Collator("id", { numeric: true }).compare;
  const rows = [...table.tBodies].map((body, place) => ({ body, place, shown: true, keys: null, words: null }));
  let direction = 1;
  let order = " 1";

  const control = (name) => form.elements.namedItem(name);
  const pills = [...form.querySelectorAll("[name=status]")];
  // Several statuses stand behind one another with commas.
  const value = (name) =>
    name === "status" ? pills.filter((pill) => pill.checked).map((pill) => pill.value).join(",") : control(name).value;
  const choose = (name, wanted) => {
    if (name === "status") {
      for (const pill of pills) pill.checked = wanted.split(",").includes(pill.value);
      return;
    }
    control(name).value = wanted;
    // A value that the list of choices lacks leaves the choice empty: then anything goes.
    if (control(name).selectedIndex === -1) control(name).value = "";
  };
  const fold = (text) => text.toLowerCase().normalize("NFKC").replace(/\s+/g, " ");

  // Reading the whole page takes a moment, so it is put off until somebody searches.
  const wordsOf = (row) => (row.words ??= fold(row.body.textContent));

  const keysOf = (row) => {
    if (!row.keys) {
      const cells = row.body.rows[0].cells;
      const text = (place) => cells[place].textContent;
      const number = (place) => Number(text(place).replace(/\D/g, ""));
      row.keys = {
        turn: Number(row.body.dataset.turn),
        status: statuses.indexOf(row.body.dataset.status),
        year: Number(row.body.dataset.year) || 0,
        region: text(2),
        province: text(3),
        programme: text(4),
        sources: number(5),
        articles: number(6),
      };
    }
    return row.keys;
  };

  const sort = () => {
    const by = control("sort").value;
    if (order === `${by} ${direction}`) return;
    order = `${by} ${direction}`;
    const sorted = [...rows];
    if (by) {
      sorted.sort((one, other) => {
        const [a, b] = [keysOf(one)[by], keysOf(other)[by]];
        const difference = typeof a === "number" ? a - b : compare(a, b);
        return difference * direction || one.place - other.place;
      });
    }
    table.append(...sorted.map((row) => row.body));
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.sort === by) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  };

  const filter = () => {
    const words = fold(control("q").value).split(" ").filter(Boolean);
    const wanted = ["which", "year", "province", "programme"]
      .map((name) => [name, control(name).value])
      .filter(([, value]) => value);
    const among = new Set(pills.filter((pill) => pill.checked).map((pill) => pill.value));
    const outlet = control("outlet").selectedOptions[0]?.dataset.outlet;
    let number = 0;
    for (const row of rows) {
      const data = row.body.dataset;
      row.shown = wanted.every(([name, value]) => data[name] === value)
        && (among.size === 0 || among.has(data.status))
        && (outlet === undefined || data.outlets.split(" ").includes(outlet))
        && (words.length === 0 || words.every((word) => wordsOf(row).includes(word)));
      if (row.body.hidden === row.shown) row.body.hidden = !row.shown;
      if (row.shown) number += 1;
    }
    const count = (n) => n.toLocaleString(language);
    const { one, many, some } = output.dataset;
    const all = (rows.length === 1 ? one : many).replace("{n}", count(rows.length));
    output.textContent = number === rows.length ? all : some.replace("{n}", count(number)).replace("{rows}", all);
    none.hidden = number > 0;
  };

  const remember = () => {
    const view = new URLSearchParams();
    for (const name of fields) if (value(name)) view.set(name, value(name));
    if (direction < 0 && control("sort").value) view.set("down", "1");
    const map = document.querySelector(".maps input:checked");
    if (map && map.value !== "0") view.set("map", map.value);
    // Commas are no harm in an address, and easier to read.
    const hash = view.toString().replaceAll("%2C", ",");
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  const update = () => {
    sort();
    filter();
    remember();
  };

  const goTo = (element) => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    element.focus({ preventScroll: true });
  };

  // A view in the address, or the name of a row.
  const read = (arriving) => {
    const hash = location.hash.slice(1);
    let name = hash;
    try {
      name = decodeURIComponent(hash);
    } catch {
      // Not what this page wrote.
    }
    const target = document.getElementById(name);
    if (target?.parentElement === table) {
      form.reset();
      direction = 1;
      sort();
      filter();
      target.querySelector("details").open = true;
      target.scrollIntoView({ block: "start" });
      target.querySelector("summary").focus({ preventScroll: true });
    } else if (hash.includes("=") || (arriving && !target)) {
      const view = new URLSearchParams(hash);
      for (const field of fields) choose(field, view.get(field) ?? "");
      direction = view.has("down") ? -1 : 1;
      const map = document.getElementById(`map-${view.get("map")}`);
      if (map) map.checked = true;
      sort();
      filter();
      if (fields.some((field) => view.has(field))) goTo(document.getElementById("rows"));
    }
  };

  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const by = head.dataset.sort;
      const again = control("sort").value === by;
      // The most first, for numbers of sources and articles.
      const first = by === "sources" || by === "articles" ? -1 : 1;
      if (again && direction !== first) {
        control("sort").value = "";
        direction = 1;
      } else {
        control("sort").value = by;
        direction = again ? -first : first;
      }
      update();
    });
  }

  const openAll = (open) => {
    for (const row of rows) if (row.shown) row.body.querySelector("details").open = open;
  };
  const clear = () => {
    form.reset();
    direction = 1;
    update();
    control("q").focus();
  };

  form.addEventListener("input", (event) => {
    if (event.target === control("sort")) direction = /^(sources|articles)$/.test(control("sort").value) ? -1 : 1;
    update();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  control("clear").addEventListener("click", clear);
  control("open").addEventListener("click", () => openAll(true));
  control("close").addEventListener("click", () => openAll(false));
  none.querySelector("button").addEventListener("click", clear);
  control("q").addEventListener("focus", () => rows.forEach(wordsOf), { once: true });

  // The whole head of a row opens it, except where somebody marks words.
  table.addEventListener("click", (event) => {
    const head = event.target.closest("tbody > tr:first-child");
    if (!head || event.target.closest("a") || String(getSelection())) return;
    const details = head.parentElement.querySelector("details");
    details.open = !details.open;
  });

  document.querySelector(".maps").addEventListener("change", remember);
  document.querySelector(".maps").addEventListener("click", (event) => {
    const tile = event.target.closest("g[data-code]:not(.empty)");
    if (!tile) return;
    const { programme, year } = tile.closest("figure").dataset;
    form.reset();
    control("province").value = tile.dataset.code;
    control("programme").value = programme;
    control("year").value = year;
    update();
    goTo(document.getElementById("rows"));
  });

  addEventListener("hashchange", () => read(false));
  // An address that is there already does not change, and its link should lead somewhere all the same.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) read(false);
  });
  document.documentElement.classList.add("scripted");
  read(true);
})();
