// The page of an article: a card shows the details of the quote under the pointer, the finger or the focus.
"use strict";
(() => {
  const card = document.getElementById("quotes-card");
  const narrow = window.matchMedia("(max-width: 820px)");
  const handles = [...document.querySelectorAll(".quotes-piece[tabindex]")];
  let pinned = null; // the quote whose card stays open until it is closed
  let now = -1; // index in handles, for the keys n and p

  const pieces = (quote) => document.querySelectorAll(`.quotes-piece[data-quotes~="${CSS.escape(quote)}"]`);
  const about = (quote) => document.querySelector(`[data-about="${CSS.escape(quote)}"]`);

  function close() {
    card.hidden = true;
    pinned = null;
    document.querySelectorAll(".quotes-lit").forEach((piece) => piece.classList.remove("quotes-lit"));
  }

  function open(quote, beside) {
    document.querySelectorAll(".quotes-lit").forEach((piece) => piece.classList.remove("quotes-lit"));
    pieces(quote).forEach((piece) => piece.classList.add("quotes-lit"));
    const title = document.createElement("h4");
    const entry = about(quote);
    title.textContent = entry.closest(".quotes-speakers > details").querySelector(".quotes-name").textContent;
    const button = document.createElement("button");
    button.textContent = "✕";
    button.setAttribute("aria-label", "Close");
    button.addEventListener("click", close);
    card.replaceChildren(button, title, entry.querySelector(":scope > div").cloneNode(true));
    card.style.setProperty("--speaker", beside.style.getPropertyValue("--speaker"));
    card.hidden = false;
    card.scrollTop = 0;
    place(beside);
  }

  function place(beside) {
    if (narrow.matches) return; // the style makes it a sheet at the bottom
    const boxes = beside.getClientRects();
    const box = boxes[boxes.length - 1];
    const below = box.bottom + 8 + card.offsetHeight < innerHeight;
    card.style.top = `${Math.max(8, below ? box.bottom + 8 : boxes[0].top - card.offsetHeight - 8)}px`;
    card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 8))}px`;
  }

  const quoteOf = (piece) => piece.dataset.quotes.trim().split(" ").pop(); // the innermost quote

  function go(step) {
    if (!handles.length) return;
    now = (now + step + handles.length) % handles.length;
    handles[now].scrollIntoView({ block: narrow.matches ? "start" : "center" });
    handles[now].focus({ preventScroll: true });
  }

  const pieceAt = (target) => (target instanceof Element ? target.closest(".quotes-article .quotes-piece") : null);
  document.addEventListener("mouseover", (event) => {
    const piece = pieceAt(event.target);
    if (piece && pinned === null && !narrow.matches) open(quoteOf(piece), piece);
  });
  document.addEventListener("mouseout", (event) => { if (pieceAt(event.target) && pinned === null && !narrow.matches) close(); });
  document.addEventListener("click", (event) => {
    const piece = pieceAt(event.target);
    const link = event.target.closest("a.quotes-goto");
    if (piece) { pinned = quoteOf(piece); open(pinned, piece); }
    else if (link) { const target = pieces(link.dataset.quote)[0]; pinned = link.dataset.quote; setTimeout(() => open(link.dataset.quote, target)); }
    else if (!card.contains(event.target)) close();
  });
  document.addEventListener("focusin", (event) => {
    const piece = pieceAt(event.target);
    if (!piece) return;
    now = handles.indexOf(piece);
    pinned = quoteOf(piece);
    open(pinned, piece);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") close();
    else if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else if ((event.key === "Enter" || event.key === " ") && pieceAt(event.target)) { event.preventDefault(); pinned = quoteOf(event.target); open(pinned, event.target); }
  });
  window.addEventListener("scroll", () => { const lit = document.querySelector(".quotes-lit"); if (lit && !card.hidden) place(lit); }, { passive: true });

  // The title attribute is for pages without this script (notebooks).
  document.querySelectorAll(".quotes-piece[title]").forEach((piece) => piece.removeAttribute("title"));
  const wanted = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  let first = wanted && wanted.classList.contains("quotes-anchor") ? wanted.nextElementSibling : null;
  while (first && first.classList.contains("quotes-anchor")) first = first.nextElementSibling;
  if (first) { wanted.scrollIntoView({ block: "center" }); pinned = quoteOf(first); open(pinned, first); }
  page.translate();
  document.documentElement.dataset.ready = "yes";
})();
