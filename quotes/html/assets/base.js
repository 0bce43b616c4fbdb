// What all pages share: language, light and dark, and lists of quotes. Texts become text nodes, so none can become markup.
"use strict";
const page = (() => {
  const TEXTS = JSON.parse(document.getElementById("texts")?.textContent || "{}");
  const root = document.documentElement;
  const remember = (key, value) => { try { localStorage.setItem(`quotes-${key}`, value); } catch { /* a page from a file may not store */ } };
  const recall = (key) => { try { return localStorage.getItem(`quotes-${key}`); } catch { return null; } };
  const listeners = [];
  let language = recall("language") || (navigator.language.toLowerCase().startsWith("id") ? "id" : "en");

  const t = (key, ...values) => {
    const text = (TEXTS[key] || [key, key])[language === "id" ? 1 : 0];
    const agreeing = text.replace(/\{(\d)\|([^|}]*)\|([^|}]*)\}/g, (_, index, one, several) => (values[index] === 1 ? one : several));
    return values.reduce((made, value, index) => made.replaceAll(`{${index}}`, typeof value === "number" ? number(value) : value), agreeing);
  };
  const number = (value, digits = 0) => value.toLocaleString(language === "id" ? "id-ID" : "en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const percent = (share) => `${number(share * 100, share && share < 0.0995 ? 1 : 0)}${language === "id" ? "" : " "}%`;
  const day = (iso, style = "medium") => (iso && iso.length >= 10 ? new Date(`${iso.slice(0, 10)}T12:00:00`).toLocaleDateString(language === "id" ? "id-ID" : "en-GB", { dateStyle: style }) : iso || "");

  function translate() {
    root.lang = language;
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t, ...JSON.parse(element.dataset.values || "[]"));
    for (const element of document.querySelectorAll("[data-number]")) element.textContent = element.dataset.share ? percent(Number(element.dataset.number)) : number(Number(element.dataset.number), Number(element.dataset.digits || 0));
    for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
    for (const element of document.querySelectorAll("[data-t-placeholder]")) element.placeholder = t(element.dataset.tPlaceholder);
    for (const element of document.querySelectorAll("[data-day]")) element.textContent = day(element.dataset.day);
    const button = document.getElementById("language");
    if (button) button.textContent = language === "id" ? "EN" : "ID";
    listeners.forEach((listener) => listener());
  }

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const setTheme = (theme) => { root.dataset.theme = theme; remember("theme", theme); listeners.forEach((listener) => listener()); };
  if (recall("theme")) root.dataset.theme = recall("theme");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => listeners.forEach((listener) => listener()));
  document.getElementById("theme")?.addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
  document.getElementById("language")?.addEventListener("click", () => { language = language === "id" ? "en" : "id"; remember("language", language); translate(); });

  function make(tag, about = {}, ...children) {
    const made = tag.startsWith("svg:") ? document.createElementNS("http://www.w3.org/2000/svg", tag.slice(4)) : document.createElement(tag);
    for (const [key, value] of Object.entries(about)) key in made && !tag.startsWith("svg:") ? (made[key] = value) : made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  // A list that grows by a button: a thousand entries at once make a page slow.
  function grow(list, items, render, step = 60) {
    let done = 0;
    const more = make("button", { className: "button", type: "button", onclick: () => add() });
    const add = () => {
      list.append(...items.slice(done, done + step).map(render));
      done = Math.min(done + step, items.length);
      more.textContent = t("show-more", items.length - done);
      more.hidden = done === items.length;
    };
    add();
    return make("div", {}, list, more);
  }

  // A quote of the data of a page: its words, who said it and where, with the way to the article.
  function quoteItem(data, index) {
    const quote = data.quotes[index];
    const article = data.articles[quote.a];
    const words = quote.t === null ? t("no-room") : quote.y === "direct" ? `“${quote.t}”` : quote.t;
    const by = quote.s.map((speaker) => data.speakers[speaker].n).join(", ") || t("nobody-named");
    const facts = [quote.c, t(quote.y), quote.f === undefined ? "" : t("confidence-of", percent(quote.f))].filter(Boolean).join(" · ");
    const outlets = article.o.map((outlet) => data.outlets[outlet]).join(", ");
    const source = quote.h ? make("a", { href: quote.h, target: "_blank", rel: "noopener noreferrer" }, article.n) : article.n;
    const extra = article.o.length > 1 ? ` (${t("copies-in", article.o.length)})` : "";
    return make("li", { className: `quote ${quote.y}` }, make("blockquote", { lang: "id" }, words), make("p", {}, make("b", {}, by), facts ? ` · ${facts}` : ""),
      make("p", {}, source, ...[outlets + extra, day(article.d)].filter((part) => part).map((part) => ` · ${part}`)));
  }
  const quoteList = (data, indices) => grow(make("ol", { className: "quotes-list" }), indices, (index) => quoteItem(data, index), 40);

  return { t, number, percent, day, make, grow, quoteList, translate, isDark, onChange: (listener) => listeners.push(listener), color: (name) => getComputedStyle(root).getPropertyValue(name).trim() };
})();
