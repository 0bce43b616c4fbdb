// The quote desk: words that are selected, keys, files that are dropped. Everything else is HTML and htmx.
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const points = (text) => [...text].length; // positions count code points, as Python does

  // --- the start page ---
  const sample = $("#use-sample");
  if (sample) sample.addEventListener("click", () => { $("#text").value = $("#sample").content.textContent; $("#text").focus(); });
  const drop = $(".drop");
  if (drop) {
    const files = $("#files");
    for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); files.files = event.dataTransfer.files; });
  }

  // --- an article: selected words, the quote under the pointer ---
  let annotator = null;
  function showSelection(words, places) {
    const form = $("#adding");
    const shown = $("#selection");
    shown.textContent = words || shown.dataset.none;
    $(".fields", form).hidden = !words;
    for (const field of $$('input[name="places"]')) field.value = places;
    for (const button of $$(".needs-selection")) button.disabled = !words;
  }

  function prepareArticle() {
    const words = $("#words");
    if (!words || !window.RecogitoJS) return;
    if (annotator) annotator.destroy();
    annotator = RecogitoJS.createTextAnnotator(words, { renderer: "SPANS", annotatingEnabled: true });
    annotator.on("createAnnotation", (made) => {
      const chosen = made.target.selector[0];
      const text = words.textContent;
      const start = points(text.slice(0, chosen.start));
      showSelection(chosen.quote, JSON.stringify([[start, start + points(chosen.quote)]]));
      annotator.clearAnnotations();
    });
    words.dataset.ready = "yes";
  }

  function light(index) {
    $$(".piece.lit").forEach((piece) => piece.classList.remove("lit"));
    $$(".card.now").forEach((card) => card.classList.remove("now"));
    if (index === null) return;
    $$(`.piece[data-quotes~="${index}"]`).forEach((piece) => piece.classList.add("lit"));
    const card = $(`.card[data-quote="${index}"]`);
    if (card) card.classList.add("now");
  }

  document.addEventListener("click", (event) => {
    const piece = event.target.closest(".piece.content");
    if (!piece || !getSelection().isCollapsed) return;
    const index = piece.dataset.quotes.split(" ").pop();
    light(index);
    const card = $(`.card[data-quote="${index}"]`);
    if (card) { card.scrollIntoView({ block: "nearest" }); card.focus({ preventScroll: true }); }
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card[data-quote]");
    if (card) light(card.dataset.quote);
  });

  // --- keys: j and k walk through the cards, the letters on the buttons press them ---
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const cards = $$(".card");
    const now = document.activeElement.closest(".card");
    if (event.key === "j" || event.key === "k") {
      const at = cards.indexOf(now) + (event.key === "j" ? 1 : -1);
      const next = cards[Math.max(0, Math.min(cards.length - 1, at))];
      if (next) { next.focus(); next.scrollIntoView({ block: "center" }); const piece = next.dataset.quote && $(`.piece[data-quotes~="${next.dataset.quote}"]`); if (piece) piece.scrollIntoView({ block: "center" }); }
    } else if (now) {
      const button = $(`button[data-key="${CSS.escape(event.key)}"]`, now);
      if (button) { event.preventDefault(); button.click(); }
    }
  });

  // --- after a correction the same place of the list keeps the focus ---
  let place = -1;
  document.addEventListener("htmx:beforeRequest", () => { const now = document.activeElement.closest(".card"); place = now ? $$(".card").indexOf(now) : -1; });
  document.addEventListener("htmx:afterSettle", prepareArticle);
  document.addEventListener("htmx:afterRequest", () => setTimeout(() => {
    const cards = $$(".card");
    if (place >= 0 && cards.length && !document.activeElement.closest(".card, input, textarea")) cards[Math.min(place, cards.length - 1)].focus();
  }, 60));
  // An error is shown as a notice, and what the person was working on stays.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status >= 400) { event.detail.target = $("#notice"); event.detail.swapOverride = "innerHTML"; event.detail.shouldSwap = true; event.detail.isError = false; }
    else if ($("#notice")) $("#notice").replaceChildren();
  });
  document.addEventListener("DOMContentLoaded", prepareArticle);
  if (location.hash.length > 1) addEventListener("load", () => { const card = document.getElementById(decodeURIComponent(location.hash.slice(1))); if (card) card.focus(); });
})();
