"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const entries = all("[data-go]");
  const filters = all("[data-filter]");
  const find = document.getElementById("find");
  const texts = new Map(all("[data-case-view]").map((view) => [view.dataset.caseView, view.textContent.toLowerCase()]));
  let kind = "wrong";
  let current = null;

  const visible = () => entries.filter((entry) => !entry.parentElement.hidden);

  function matches(entry, wanted) {
    const kinds = entry.dataset.kinds.split(" ");
    const ofKind = kind === "wrong" ? !kinds.includes("right") : kinds.includes(kind);
    if (!ofKind || !wanted) return ofKind;
    const heading = entry.closest("section").querySelector("h2, .where").parentElement;
    const where = all("h2, .where", heading).map((each) => each.textContent.toLowerCase()).join(" ");
    return texts.get(entry.dataset.go).includes(wanted) || where.includes(wanted);
  }

  function apply() {
    const wanted = find.value.trim().toLowerCase();
    for (const entry of entries) entry.parentElement.hidden = !matches(entry, wanted);
    for (const section of all("nav section")) section.hidden = !all("li", section).some((item) => !item.hidden);
    for (const button of filters) button.setAttribute("aria-pressed", String(button.dataset.filter === kind));
    const shown = visible();
    document.getElementById("shown").textContent = shown.length === 1 ? "1 quote" : `${shown.length} quotes`;
    document.getElementById("nothing").hidden = shown.length > 0;
    show(shown.includes(current) ? current : shown[0] || null);
  }

  function show(entry) {
    current = entry;
    const number = entry ? entry.dataset.go : null;
    const article = entry ? entry.closest("section").dataset.article : null;
    for (const each of entries) each.setAttribute("aria-current", String(each === entry));
    for (const view of all("[data-case-view]")) view.hidden = view.dataset.caseView !== number;
    for (const each of all("article")) each.hidden = each.dataset.article !== article;
    const pieces = entry ? all("[data-case]", document.querySelector(`article[data-article="${article}"]`)) : [];
    let first = null;
    for (const piece of all(".current")) piece.classList.remove("current");
    for (const piece of pieces) {
      if (!piece.dataset.case.split(" ").includes(number)) continue;
      piece.classList.add("current");
      if (!first && piece.classList.contains("content")) first = piece;
    }
    if (first) first.scrollIntoView({ block: "center" });
    if (entry) entry.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const shown = visible();
    const next = shown[shown.indexOf(current) + by];
    if (next) show(next);
  }

  function pick(wanted) {
    kind = wanted;
    apply();
  }

  function open(number) {
    const entry = entries.find((each) => each.dataset.go === number);
    if (entry.parentElement.hidden) {
      find.value = "";
      const kinds = entry.dataset.kinds.split(" ");
      kind = kinds.includes("right") ? "right" : "wrong";
      current = entry;
      apply();
    } else show(entry);
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-filter], [data-go], [data-case]");
    if (!target) return;
    if (target.dataset.filter) pick(target.dataset.filter);
    else if (target.dataset.go) show(target);
    else open(target.dataset.case.split(" ")[0]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return find.blur();
    if (event.target === find) return;
    if (event.key === "j" || event.key === "ArrowDown") step(1);
    else if (event.key === "k" || event.key === "ArrowUp") step(-1);
    else if (event.key === "/") find.focus();
    else if (/^[0-9]$/.test(event.key) && filters[Number(event.key)]) pick(filters[Number(event.key)].dataset.filter);
    else return;
    event.preventDefault();
  });
  find.addEventListener("input", apply);
  apply();
})();
