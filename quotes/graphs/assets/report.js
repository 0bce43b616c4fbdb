// The report: every figure opens the quotes that it counts.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { quotes, speakers, articles, outlets } = data;
  const BANDS = [0.9, 0.75, 0.5, 0];
  const band = (quote) => (quote.f === undefined ? null : BANDS.find((from) => quote.f >= from));
  const first = (quote) => (quote.s.length ? speakers[quote.s[0]] : null);

  // One test for each key of the conditions of a figure (quotes/graphs/report.py).
  const TESTS = {
    s: (quote, wanted) => quote.s.some((speaker) => wanted.includes(speaker)),
    o: (quote, wanted) => articles[quote.a].o.includes(wanted),
    m: (quote, wanted) => (articles[quote.a].d || "").startsWith(wanted),
    k: (quote, wanted) => (first(quote) ? first(quote).k : "nobody") === wanted,
    g: (quote, wanted) => first(quote) !== null && first(quote).k === "person" && (first(quote).g || "unknown") === wanted,
    b: (quote, wanted) => band(quote) === wanted,
    n: (quote) => quote.s.every((speaker) => speakers[speaker].k === "unnamed"),
    y: (quote, wanted) => quote.y === wanted,
  };
  const NAMES = {
    s: (wanted) => (wanted.length > 3 ? page.t("top-n", wanted.length) : wanted.map((speaker) => speakers[speaker].n).join(", ")),
    o: (wanted) => outlets[wanted],
    m: (wanted) => wanted,
    k: (wanted) => page.t(wanted),
    g: (wanted) => page.t(wanted),
    b: (wanted) => page.t(wanted === null ? "band-none" : `band-${Math.round(wanted * 100)}`),
    n: () => page.t("unnamed"),
    y: (wanted) => page.t(wanted),
  };
  const pick = (conditions) => quotes.flatMap((quote, index) => (Object.entries(conditions).every(([key, wanted]) => TESTS[key](quote, wanted)) ? [index] : []));

  const drawer = document.getElementById("drawer");
  document.addEventListener("click", (event) => {
    const figure = event.target.closest("[data-pick]");
    if (!figure) { if (event.target === drawer) drawer.close(); return; }
    const conditions = JSON.parse(figure.dataset.pick);
    const found = pick(conditions);
    const title = Object.entries(conditions).map(([key, wanted]) => NAMES[key](wanted)).join(" · ") || page.t("everybody");
    document.getElementById("drawer-title").textContent = title;
    document.getElementById("drawer-list").replaceChildren(page.make("p", { className: "note" }, page.t("quotes-of", found.length)), page.quoteList(data, found));
    drawer.showModal();
    drawer.scrollTop = 0;
  });
  document.documentElement.reportPage = { pick };
  page.translate();
  document.documentElement.dataset.ready = "yes";
})();
