// The list of articles: a search over titles, outlets and all speakers.
"use strict";
(() => {
  const rows = [...document.querySelectorAll(".quotes-index tbody tr")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = rows.map((row) => plain([...row.cells].map((cell) => `${cell.textContent} ${cell.title}`).join(" ")));
  const search = document.getElementById("search");

  function show() {
    const asked = plain(search.value.trim());
    let left = 0;
    rows.forEach((row, index) => {
      row.hidden = !words[index].includes(asked);
      left += !row.hidden;
    });
    document.getElementById("shown").textContent = page.t("shown", left, rows.length);
  }
  search.addEventListener("input", show);
  page.onChange(show);
  page.translate();
  document.documentElement.dataset.ready = "yes";
})();
