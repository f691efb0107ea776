// How long the large report takes to open, to filter, to search, to sort and to open rows: medians, in milliseconds, with
// the layout that follows. Numbers for people: no test looks at them.
import { address, launch } from "./page.mjs";

const TIMES = 7;
const browser = await launch();
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1].toFixed(0).padStart(5);

const loads = [];
let page;
for (let time = 0; time < TIMES; time += 1) {
  await page?.close();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(address("large"));
  loads.push(await page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation");
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return { paint: paint?.startTime ?? NaN, whole: entry.loadEventEnd };
  }));
}
console.log(`${median(loads.map((load) => load.paint))} first paint`);
console.log(`${median(loads.map((load) => load.whole))} whole page`);

// From the event to the layout after it.
const errands = {
  "filter by what is open": (value) => ({ field: "which", value: value ? "open" : "" }),
  "filter by province": (value) => ({ field: "province", value: value ? "35" : "" }),
  "search": (value) => ({ field: "q", value: value ? "menandatangani kota" : "" }),
  "sort by region": (value) => ({ field: "sort", value: value ? "region" : "" }),
};
const first = await page.evaluate(() => {
  const begin = performance.now();
  document.querySelector("[name=q]").dispatchEvent(new FocusEvent("focus"));
  return performance.now() - begin;
});
console.log(`${first.toFixed(0).padStart(5)} first look into the search field`);
for (const [name, errand] of Object.entries(errands)) {
  const took = [];
  for (let time = 0; time < TIMES * 2; time += 1) {
    took.push(await page.evaluate(({ field, value }) => {
      const control = document.querySelector(`.filters [name=${field}]`);
      const begin = performance.now();
      control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - begin;
    }, errand(time % 2 === 0)));
  }
  console.log(`${median(took)} ${name}`);
}
const all = await page.evaluate(() => {
  const begin = performance.now();
  document.querySelector("[name=open]").click();
  document.body.getBoundingClientRect();
  return performance.now() - begin;
});
console.log(`${all.toFixed(0).padStart(5)} open all rows`);
await browser.close();
