// The graph page. The data is in #data; every text goes into the page by textContent, so none of it can become markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const narrow = window.matchMedia("(max-width: 760px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Color Emoji", sans-serif';
  const TEXT = 12; // pixels on the screen, at every zoom
  const LABELS = 60; // in sight at a time: more cover the links
  const SHOWN = 100; // quotes or names in a list before "show more"
  const groups = new Map(data.groups.map((group) => [group.number, group]));
  const crowded = data.links.length > 1500;

  // --- the graph -----------------------------------------------------------------------------------------------------
  const elements = [
    ...data.nodes.map((node, number) => ({
      group: "nodes",
      data: { id: `n${number}`, number, label: short(node.label), size: node.size, color: groups.get(node.group).color, shape: groups.get(node.group).shape },
    })),
    ...data.links.map(([from, to], number) => ({ group: "edges", data: { id: `e${number}`, number, source: `n${from}`, target: `n${to}`, width: 1 } })),
  ];
  const cy = cytoscape({
    container: $("graph"),
    elements,
    minZoom: 0.05,
    maxZoom: 4,
    hideEdgesOnViewport: crowded,
    style: [
      { selector: "node", style: {
        width: "data(size)", height: "data(size)", shape: "data(shape)", "background-color": "data(color)", "border-width": 1.2, "border-color": "#333",
        "font-family": FONT, color: "#1b1b1b", "text-valign": "bottom", "text-outline-color": "#fff" } },
      { selector: 'node[shape = "polygon"]', style: { "shape-polygon-points": "-1 -1 1 -1 0 1" } },
      { selector: "node.labelled", style: { label: "data(label)", "font-size": "data(font)", "text-margin-y": "data(gap)", "text-outline-width": "data(gap)" } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": "#8f99a3", "curve-style": crowded ? "haystack" : "bezier", opacity: 0.7,
        "target-arrow-shape": data.directed && !crowded ? "triangle" : "none", "target-arrow-color": "#68727b", "arrow-scale": 0.8 } },
      { selector: ".faded", style: { opacity: 0.12, "text-opacity": 0 } },
      { selector: ".gone", style: { display: "none" } },
      { selector: "edge.near", style: { "line-color": "#333", "target-arrow-color": "#333", opacity: 1, "z-index": 9 } },
      { selector: "node.near", style: { "z-index": 10 } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": "#000", "font-weight": "bold" } },
    ],
    layout: { name: "null" },
  });
  document.documentElement.cytoscapeGraph = cy; // for browser tests and the curious

  function layOut() {
    const visible = cy.elements().not(".gone");
    if (!visible.nonempty()) return;
    const chance = Math.random; // the same records give the same picture
    let seed = 20;
    Math.random = () => { // mulberry32, public domain, Tommy Ettinger
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    try {
      inRows(visible.components().sort((a, b) => b.length - a.length));
    } finally {
      Math.random = chance;
    }
    cy.nodes().removeClass("labelled");
    cy.fit(visible, 40);
    label();
  }

  // Parts that no link joins stand beside each other in rows, the largest first.
  function inRows(parts) {
    const boxes = parts.map((part) => {
      part.layout({ name: "fcose", animate: false, fit: false, randomize: true, nodeSeparation: 120, idealEdgeLength: 100, nodeRepulsion: 12000, gravity: 0.2, initialEnergyOnIncremental: part.length > 1000 ? 0.1 : 0.3 }).run();
      return part.nodes().boundingBox({ includeLabels: false });
    });
    const room = 90; // for labels
    const area = boxes.reduce((sum, box) => sum + (box.w + room) * (box.h + room), 0);
    const width = Math.max(Math.sqrt((area * cy.width()) / Math.max(cy.height(), 1)) * 1.1, boxes[0].w + room);
    let [left, top, height] = [0, 0, 0];
    parts.forEach((part, index) => {
      const box = boxes[index];
      if (left && left + box.w + room > width) [left, top, height] = [0, top + height, 0];
      part.nodes().shift({ x: left - box.x1, y: top - box.y1 });
      [left, height] = [left + box.w + room, Math.max(height, box.h + room)];
    });
  }

  // Labels keep their size on the screen; the weightiest nodes get theirs first, and who finds no room goes without.
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${TEXT}px ${FONT}`;
  const widths = data.nodes.map((node) => pen.measureText(short(node.label)).width);
  const minor = (number) => (data.nodes[number].kind === "quote" ? 1 : 0);
  const bySize = data.nodes.map((_, number) => number).sort((a, b) => minor(a) - minor(b) || data.nodes[b].size - data.nodes[a].size || a - b);

  function label() {
    const zoom = cy.zoom();
    const taken = [];
    const nodes = bySize.map((number) => cy.getElementById(`n${number}`));
    const free = (box) => taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
    const solid = nodes.filter((node) => !node.hasClass("gone"));
    const bodies = solid.length > 150 ? [] : solid.map((node) => [node.id(), node.renderedPosition(), (node.data("size") / 3) * zoom]);
    const clear = (id, box) => bodies.every(([other, { x, y }, r]) => other === id || box[2] < x - r || box[0] > x + r || box[3] < y - r || box[1] > y + r);
    const first = nodes.filter((node) => node.hasClass("near"));
    cy.batch(() => {
      nodes.forEach((node) => node.removeClass("labelled"));
      for (const node of [...first, ...nodes.filter((node) => !node.hasClass("near") && !node.hasClass("faded"))]) {
        if (node.hasClass("gone")) continue;
        if (!node.hasClass("near") && (taken.length >= LABELS || (minor(node.data("number")) && zoom < 1.2))) continue;
        const { x, y } = node.renderedPosition();
        if (x < 0 || y < 0 || x > cy.width() || y > cy.height()) continue;
        const half = widths[node.data("number")] / 2 + 2;
        const top = y + (node.data("size") / 2) * zoom;
        const box = [x - half, top, x + half, top + TEXT + 6];
        if (!free(box) || (!node.hasClass("near") && !clear(node.id(), box))) continue;
        taken.push(box);
        node.data({ font: TEXT / zoom, gap: 2 / zoom }).addClass("labelled");
      }
    });
  }

  let waiting = 0;
  const labelSoon = () => { clearTimeout(waiting); waiting = setTimeout(label, 80); };

  // --- filters ---------------------------------------------------------------------------------------------------------
  let passing = []; // by quote: does it pass the filters?
  let counts = []; // by link: its weight under the filters

  function weigh(quotes) {
    const kept = quotes.filter((number) => passing[number]);
    return data.weight === "articles" ? new Set(kept.map((number) => data.quotes[number].article)).size : kept.length;
  }

  function applyFilters() {
    const [outlet, type, cue, from, to] = ["outlet", "type", "cue", "from", "to"].map((id) => $(id).value);
    const least = Math.max(1, Number($("least").value) || 1);
    passing = data.quotes.map((quote) => (!outlet || quote.outlet === outlet) && (!type || quote.type === type) && (!cue || quote.cue_class === cue) &&
      (!from || (quote.date || "") >= from) && (!to || (quote.date && quote.date <= to)));
    counts = data.links.map(([, , quotes]) => weigh(quotes));
    const most = counts.reduce((a, b) => Math.max(a, b), 1);
    cy.batch(() => {
      cy.edges().forEach((edge) => {
        const count = counts[edge.data("number")];
        edge.toggleClass("gone", count < least);
        edge.data("width", 1 + 7 * Math.sqrt((count - 1) / Math.max(most - 1, 1)) || 1);
      });
      cy.nodes().forEach((node) => { node.toggleClass("gone", node.connectedEdges().not(".gone").empty()); });
    });
    const nodes = cy.nodes().not(".gone").length;
    $("status").textContent = `${nodes.toLocaleString("en")} nodes, ${cy.edges().not(".gone").length.toLocaleString("en")} links`;
    if (!nodes) $("status").textContent += data.nodes.length ? ": no quote passes the filters" : ": no quote links two of them";
    show();
    labelSoon();
  }

  // --- choosing --------------------------------------------------------------------------------------------------------
  let chosen = null; // {node: number} or {link: number}

  function highlight(element) {
    cy.batch(() => {
      cy.elements().removeClass("faded near chosen");
      if (!element || element.empty()) return;
      const near = element.isNode() ? element.closedNeighborhood().not(".gone") : element.union(element.connectedNodes());
      cy.elements().not(near).addClass("faded");
      near.addClass("near");
      element.addClass("chosen");
    });
    label();
  }

  const element = () => (!chosen ? null : cy.getElementById("node" in chosen ? `n${chosen.node}` : `e${chosen.link}`));

  function choose(what, move) {
    chosen = what;
    highlight(element());
    const target = element();
    if (target && move) {
      const aim = { center: { eles: target }, zoom: Math.max(cy.zoom(), 1) };
      calm ? (cy.zoom(aim.zoom), cy.center(target)) : cy.animate(aim, { duration: 250 });
    }
    history.replaceState(null, "", what && "node" in what ? `#${encodeURIComponent(data.nodes[what.node].id)}` : location.href.split("#")[0]);
    show();
    $("panel").scrollTop = 0;
  }

  // --- the panel -------------------------------------------------------------------------------------------------------
  function make(tag, about = {}, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(about)) key in made ? (made[key] = value) : made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function short(label) { return label.length > 30 ? `${[...label].slice(0, 28).join("")}…` : label; }

  function show() {
    const panel = $("panel");
    if (!chosen) panel.replaceChildren(...overview());
    else panel.replaceChildren(...("node" in chosen ? aboutNode(chosen.node) : aboutLink(chosen.link)));
  }

  function overview() {
    const ranked = data.nodes.map((node, number) => [number, saidBy(number).length])
      .filter(([number, count]) => count && data.nodes[number].kind === "speaker").sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return [make("h2", {}, "Most quoted"), make("p", { className: "facts" }, "Choose a name, here or in the graph, to read the quotes."), people(ranked)];
  }

  const saidBy = (number) => data.nodes[number].said.filter((quote) => passing[quote]);
  const linksOf = (number) => data.links.flatMap(([from, to], link) => (from === number || to === number) && counts[link] ? [link] : []);
  const linked = (number) => [...new Set(linksOf(number).flatMap((link) => data.links[link][2]))].filter((quote) => passing[quote]).sort((a, b) => a - b);

  function aboutNode(number) {
    const node = data.nodes[number];
    const speaker = node.kind === "speaker";
    const facts = [speaker ? node.speaker_kind : node.kind, node.roles, node.affiliation, node.date, node.outlet].filter(Boolean);
    const quotes = speaker ? saidBy(number) : linked(number);
    const about = speaker && data.view === "mentions" ? data.links.flatMap(([, to, of]) => (to === number ? of : [])).filter((quote) => passing[quote]) : [];
    const neighbours = linksOf(number).map((link) => [data.links[link][0] === number ? data.links[link][1] : data.links[link][0], counts[link], link])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return [
      make("h2", {}, node.label),
      make("p", { className: "facts" }, facts.join(" · ")),
      node.url ? make("p", { className: "facts" }, make("a", { href: node.url, rel: "noopener noreferrer", target: "_blank" }, "The article on the web")) : null,
      make("div", { className: "buttons" }, back(), make("button", { id: "isolate", onclick: () => isolate(number) }, "Only this neighbourhood")),
      section(speaker ? `Said (${quotes.length})` : `Quotes (${quotes.length})`, quoteList(quotes)),
      about.length ? section(`Said about ${node.label} (${about.length})`, quoteList(about)) : null,
      neighbours.length ? section(`Linked with (${neighbours.length})`, people(neighbours)) : null,
    ].filter(Boolean);
  }

  function aboutLink(number) {
    const [from, to, quotes] = data.links[number];
    const kept = quotes.filter((quote) => passing[quote]);
    const title = `${data.nodes[from].label} ${data.directed ? "→" : "–"} ${data.nodes[to].label}`;
    return [
      make("h2", {}, title),
      make("p", { className: "facts" }, `${counts[number]} ${data.weight}`),
      make("div", { className: "buttons" }, back(), ...[from, to].map((node) => make("button", { onclick: () => choose({ node }, true) }, short(data.nodes[node].label)))),
      section(`Quotes (${kept.length})`, quoteList(kept)),
    ];
  }

  const back = () => make("button", { id: "back", onclick: () => { cy.elements().removeClass("gone"); choose(null); applyFilters(); } }, "← All");
  const section = (title, body) => make("section", {}, make("h3", {}, title), body);

  function isolate(number) {
    cy.batch(() => cy.elements().not(cy.getElementById(`n${number}`).closedNeighborhood()).addClass("gone"));
    layOut();
  }

  function grow(list, items, render) {
    let done = 0;
    const more = make("button", { onclick: () => add() }, "");
    const add = () => {
      items.slice(done, done + SHOWN).forEach((item) => list.append(render(item)));
      done = Math.min(done + SHOWN, items.length);
      more.textContent = `Show more (${items.length - done})`;
      more.hidden = done === items.length;
    };
    add();
    return make("div", {}, list, more);
  }

  function people(ranked) {
    return grow(make("ul", { className: "people" }), ranked, ([number, count, link]) => {
      const node = data.nodes[number];
      const group = groups.get(node.group);
      const glyph = make("span", { className: "glyph", "aria-hidden": "true" }, group.glyph);
      glyph.style.color = group.color;
      return make("li", {}, make("button", { onclick: () => (link === undefined ? choose({ node: number }, true) : choose({ link }, true)) },
        glyph, make("span", { className: "name" }, node.label), make("span", { className: "count" }, String(count))));
    });
  }

  function quoteList(numbers) {
    return grow(make("ol"), numbers, (number) => {
      const quote = data.quotes[number];
      const words = quote.text === null ? "(The page has no room for the words of older quotes.)" : quote.type === "direct" ? `“${quote.text}”` : quote.text;
      const where = [quote.by.join(", "), quote.cue, quote.type, quote.outlet, quote.date].filter(Boolean).join(" · ");
      const place = `${quote.title}, characters ${quote.at[0]}–${quote.at[1]}`;
      const source = quote.href ? make("a", { href: quote.href, target: "_blank", rel: "noopener noreferrer" }, place) : place;
      return make("li", { className: `quote ${quote.type}` }, make("blockquote", { lang: "id" }, words), make("p", {}, where), make("p", {}, source));
    });
  }

  // --- search ----------------------------------------------------------------------------------------------------------
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = data.nodes.map((node) => plain(`${node.label} ${node.roles || ""}`));
  let marked = 0;

  function search() {
    const asked = plain($("search").value.trim());
    const found = asked ? names.flatMap((name, number) => (name.includes(asked) ? [number] : [])) : [];
    found.sort((a, b) => names[b].startsWith(asked) - names[a].startsWith(asked) || data.nodes[b].size - data.nodes[a].size);
    marked = 0;
    $("results").replaceChildren(...found.slice(0, 12).map((number, index) => {
      const item = make("li", { role: "option", id: `result${index}`, "aria-selected": String(index === 0) },
        data.nodes[number].label, make("small", {}, ` ${data.nodes[number].roles || data.nodes[number].kind}`));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(number); });
      item.dataset.number = number;
      return item;
    }));
    if (asked && !found.length) $("results").append(make("li", { className: "none" }, "nobody of this name"));
    $("results").hidden = !asked;
    $("search").setAttribute("aria-expanded", String(Boolean(asked)));
  }

  function pick(number) {
    $("results").hidden = true;
    $("search").setAttribute("aria-expanded", "false");
    choose({ node: number }, true);
  }

  function searchKey(event) {
    const items = [...$("results").querySelectorAll("[role=option]")];
    if (event.key === "Escape") $("results").hidden = true;
    else if (event.key === "Enter" && items[marked]) { event.preventDefault(); pick(Number(items[marked].dataset.number)); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && items.length) {
      event.preventDefault();
      marked = (marked + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length;
      items.forEach((item, index) => item.setAttribute("aria-selected", String(index === marked)));
      $("search").setAttribute("aria-activedescendant", items[marked].id);
      items[marked].scrollIntoView({ block: "nearest" });
    }
  }

  // --- wiring ----------------------------------------------------------------------------------------------------------
  cy.on("viewport", labelSoon);
  cy.on("dragfree", labelSoon);
  cy.on("tap", "node", (event) => choose({ node: event.target.data("number") }));
  cy.on("tap", "edge", (event) => choose({ link: event.target.data("number") }));
  cy.on("tap", (event) => { if (event.target === cy) choose(null); });
  cy.on("mouseover", "node", (event) => { if (!chosen) highlight(event.target); $("graph").style.cursor = "pointer"; });
  cy.on("mouseout", "node", () => { if (!chosen) highlight(null); $("graph").style.cursor = ""; });
  $("search").addEventListener("input", search);
  $("search").addEventListener("keydown", searchKey);
  $("search").addEventListener("blur", () => { $("results").hidden = true; });
  $("filters").addEventListener("input", applyFilters);
  $("filters").addEventListener("reset", () => setTimeout(applyFilters));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters-toggle").addEventListener("click", () => {
    $("filters-toggle").setAttribute("aria-expanded", String($("filters").classList.toggle("open")));
    cy.resize();
  });
  const zoom = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  $("in").addEventListener("click", () => zoom(1.4));
  $("out").addEventListener("click", () => zoom(1 / 1.4));
  $("fit").addEventListener("click", () => cy.fit(cy.elements().not(".gone"), 30));
  $("again").addEventListener("click", layOut);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement !== $("search")) choose(null);
    if (event.key === "/" && !/INPUT|SELECT/.test(document.activeElement.tagName)) { event.preventDefault(); $("search").focus(); }
  });
  window.addEventListener("resize", () => cy.resize());

  if (narrow.matches) document.querySelector(".legend").open = false;
  applyFilters();
  const counted = $("status").textContent;
  $("status").textContent = `${counted}: laying out …`;
  setTimeout(() => { // the list can be read meanwhile
    layOut();
    $("status").textContent = counted;
    const wanted = decodeURIComponent(location.hash.slice(1));
    const asked = data.nodes.findIndex((node) => node.id === wanted);
    if (asked >= 0) choose({ node: asked }, true);
    document.documentElement.dataset.ready = "yes";
  }, 30);
})();
