// The graph page: a network on a canvas, a heat table, words, time lines and quotes, all of the same filtered data.
"use strict";
(() => {
  const { t, number, percent, day, make, grow, quoteList } = page;
  const data = JSON.parse(document.getElementById("data").textContent);
  const { speakers, quotes, articles, links, outlets } = data;
  const $ = (id) => document.getElementById(id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const GREY = data.palette[7];

  // --- the data by speaker --------------------------------------------------------------------------------------------
  const said = speakers.map(() => []);
  quotes.forEach((quote, index) => quote.s.forEach((speaker) => said[speaker].push(index)));
  const drawn = speakers.flatMap((speaker, index) => (speaker.x === undefined ? [] : [index]));
  const linksOf = new Map(drawn.map((speaker) => [speaker, []]));
  links.forEach(([from, to], link) => { linksOf.get(from).push(link); linksOf.get(to).push(link); });
  const days = quotes.map((quote) => articles[quote.a].d || "");
  const outletsOf = (quote) => articles[quotes[quote].a].o;
  const labels = speakers.map((speaker) => (speaker.n.length > 34 ? `${[...speaker.n].slice(0, 32).join("")}…` : speaker.n));

  let passing = new Uint8Array(quotes.length).fill(1);
  let counts = said.map((of) => of.length);
  let weights = [];
  let chosen = null; // {speaker} or {link} or {title, quotes}
  let hovered = null;
  let lit = null; // the number of the group that the legend has lit
  let tab = data.tab;

  // --- filters --------------------------------------------------------------------------------------------------------
  const months = (() => { // the bins of the time slider
    const known = days.filter(Boolean).sort();
    if (!known.length) return [];
    const [first, last] = [known[0].slice(0, 7), known[known.length - 1].slice(0, 7)];
    const bins = [];
    for (let [year, month] = first.split("-").map(Number); bins[bins.length - 1] !== last && bins.length < 1200; month === 12 ? (year++, month = 1) : month++) {
      bins.push(`${year}-${String(month).padStart(2, "0")}`);
    }
    return bins;
  })();
  const SURE = ["0.9", "0.75", "0.5"];
  const choices = {
    outlet: () => outlets.map((name, index) => [String(index), name]),
    type: () => ["direct", "indirect", "mixed"].map((key) => [key, t(key)]),
    kind: () => ["person", "organisation", "group", "document", "unnamed"].map((key) => [key, t(key)]),
    gender: () => ["female", "male", "unknown"].map((key) => [key, t(key)]),
    sure: () => SURE.map((share) => [share, `≥ ${percent(Number(share))}`]),
  };

  function fillFilters() {
    for (const [id, list] of Object.entries(choices)) {
      const value = $(id).value;
      $(id).replaceChildren(make("option", { value: "" }, t("all")), ...list().map(([key, name]) => make("option", { value: key }, name)));
      $(id).value = value;
    }
    const colour = $("colour").value || "community";
    $("colour").replaceChildren(...["community", "kind", "outlet", "gender"].map((key) => make("option", { value: key }, t(key))));
    $("colour").value = colour;
  }

  const fits = (speaker, kind, gender) => (!kind || speakers[speaker].k === kind) && (!gender || (speakers[speaker].g || "unknown") === gender);

  function applyFilters() {
    const [outlet, type, kind, gender, sure] = Object.keys(choices).map((id) => $(id).value);
    const [from, to] = [Number($("from").value), Number($("to").value)];
    const whole = !months.length || (from === 0 && to === months.length - 1);
    const [since, until] = whole ? ["", ""] : [months[from], months[to]];
    quotes.forEach((quote, index) => {
      const month = days[index].slice(0, 7);
      passing[index] = (!outlet || outletsOf(index).includes(Number(outlet))) && (!type || quote.y === type) && (!sure || (quote.f || 0) >= Number(sure)) &&
        (whole || (month && month >= since && month <= until)) && ((!kind && !gender) || quote.s.some((speaker) => fits(speaker, kind, gender)));
    });
    counts = said.map((of, speaker) => (fits(speaker, kind, gender) ? of.reduce((sum, quote) => sum + passing[quote], 0) : 0));
    weights = links.map(([from, to, of]) => {
      if (!counts[from] || !counts[to]) return 0;
      const kept = of.filter((quote) => passing[quote]);
      if (data.directed) return kept.length;
      return new Set(kept.map((quote) => quotes[quote].a)).size;
    });
    for (const id of Object.keys(choices)) $(id).classList.toggle("set", Boolean($(id).value));
    showStatus();
    showSlider();
    recolour();
    showTab();
    showPanel();
    drawSoon();
  }

  const kept = (list) => list.filter((quote) => passing[quote]);
  const ranked = () => speakers.map((_, index) => index).filter((index) => counts[index]).sort((a, b) => counts[b] - counts[a] || a - b);

  function showStatus() {
    const left = passing.reduce((sum, value) => sum + value, 0);
    const visible = drawn.filter((speaker) => counts[speaker]).length;
    const status = drawn.length === data.whole ? t("drawn-all", visible) : t("drawn", visible, data.whole, data.least);
    $("status").textContent = !quotes.length ? t("empty") : !left ? t("nothing") : left < quotes.length ? `${status}. ${t("passing", left, quotes.length)}` : status;
    const summary = outlets.length ? t("summary", quotes.length, data.whole, articles.length, outlets.length) : t("summary-plain", quotes.length, data.whole, articles.length);
    $("summary").textContent = data.copies ? `${summary}. ${t("copies", data.copies)}` : summary;
  }

  function showSlider() {
    $("slider").hidden = months.length < 2;
    if (months.length < 2) return;
    const bins = new Map(months.map((month) => [month, 0]));
    days.forEach((date) => { if (date) bins.set(date.slice(0, 7), bins.get(date.slice(0, 7)) + 1); });
    const most = Math.max(...bins.values());
    const [from, to] = [Number($("from").value), Number($("to").value)];
    $("histogram").setAttribute("viewBox", `0 0 ${months.length} 1`);
    $("histogram").replaceChildren(...[...bins.values()].map((count, index) => make("svg:rect", {
      x: index + 0.06, width: 0.88, y: 1 - Math.max(count / most, count ? 0.04 : 0), height: Math.max(count / most, count ? 0.04 : 0), class: index >= from && index <= to ? "in" : "out" })));
    $("period").textContent = `${month(months[from])} – ${month(months[to])}`;
  }
  const month = (iso) => new Date(`${iso}-15T12:00:00`).toLocaleDateString(document.documentElement.lang === "id" ? "id-ID" : "en-GB", { month: "short", year: "numeric" });

  // --- colours --------------------------------------------------------------------------------------------------------
  let groupOf = [];
  let groups = []; // [number, name, colour]
  function recolour() {
    const mode = $("colour").value;
    if (mode === "community") {
      groupOf = speakers.map((speaker) => (speaker.c === undefined ? 7 : speaker.c));
      groups = data.groups.map((name, index) => [index, t("around", name)]);
      groups.push([7, t("smaller")]);
    } else if (mode === "outlet") {
      const main = speakers.map((_, index) => mostFrequent(kept(said[index]).flatMap(outletsOf)));
      const top = [...tally(drawn.map((index) => main[index]).filter((value) => value !== undefined))].sort((a, b) => b[1] - a[1]).slice(0, 7).map(([key]) => key);
      groupOf = main.map((outlet) => (top.includes(outlet) ? top.indexOf(outlet) : 7));
      groups = [...top.map((outlet, index) => [index, outlets[outlet]]), [7, t("other")]];
    } else {
      const keys = mode === "kind" ? ["person", "organisation", "group", "document", "unnamed"] : ["female", "male"];
      groupOf = speakers.map((speaker) => { const index = keys.indexOf(mode === "kind" ? speaker.k : speaker.g); return index < 0 ? 7 : index; });
      groups = [...keys.map((key, index) => [index, t(key)]), ...(mode === "gender" ? [[7, t("unknown")]] : [])];
    }
    const seen = tally(drawn.filter((speaker) => counts[speaker]).map((speaker) => groupOf[speaker]));
    groups = groups.filter(([index]) => seen.get(index));
    $("legend").replaceChildren(...groups.map(([index, name]) => {
      const swatch = make("i");
      swatch.style.background = data.palette[index];
      return make("li", {}, make("button", { type: "button", "aria-pressed": String(lit === index), title: name, onclick: () => { lit = lit === index ? null : index; recolour(); drawSoon(); } },
        swatch, make("span", {}, `${name} (${number(seen.get(index))})`)));
    }));
    $("sizes").textContent = `${t(data.directed ? "sizes-mentions" : "sizes")} ${t("shapes")}`;
  }
  const tally = (values) => values.reduce((map, value) => map.set(value, (map.get(value) || 0) + 1), new Map());
  const mostFrequent = (values) => [...tally(values)].sort((a, b) => b[1] - a[1])[0]?.[0];

  // --- the network on the canvas --------------------------------------------------------------------------------------
  const canvas = $("graph");
  const pen = canvas.getContext("2d");
  const camera = { k: 1, x: 0, y: 0 };
  let [width, height] = [0, 0];
  const boundsOf = (list) => list.reduce((box, index) => {
    const { x, y, s } = speakers[index];
    return [Math.min(box[0], x - s), Math.min(box[1], y - s), Math.max(box[2], x + s), Math.max(box[3], y + s)];
  }, [Infinity, Infinity, -Infinity, -Infinity]);

  const radius = (index) => (speakers[index].s / 2) * Math.sqrt(counts[index] / said[index].length || 0) * Math.max(camera.k ** 0.75, 0.2);
  const place = (index) => [speakers[index].x * camera.k + camera.x, speakers[index].y * camera.k + camera.y];

  function resize() {
    const box = canvas.getBoundingClientRect();
    if (!box.width) return;
    const first = !width;
    const ratio = window.devicePixelRatio || 1;
    [width, height] = [box.width, box.height];
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (first) fit(drawn.filter((index) => speakers[index].c < (width < 600 ? 3 : 7))); // what matters first, and large
    drawSoon();
  }

  function fit(list) {
    if (!drawn.length) return;
    const [left, top, right, bottom] = boundsOf(list.length > 2 ? list : drawn);
    camera.k = Math.min((width - (width < 600 ? 30 : 100)) / (right - left), (height - 64) / (bottom - top), 2);
    camera.x = (width - (left + right) * camera.k) / 2;
    camera.y = (height + 24 - (top + bottom) * camera.k) / 2;
    drawSoon();
  }

  function zoom(factor, x = width / 2, y = height / 2) {
    const k = Math.min(Math.max(camera.k * factor, 0.05), 8);
    camera.x = x - ((x - camera.x) * k) / camera.k;
    camera.y = y - ((y - camera.y) * k) / camera.k;
    camera.k = k;
    drawSoon();
  }

  function moveTo(index) {
    const { x, y } = speakers[index];
    const target = { k: Math.max(camera.k, 0.9) };
    [target.x, target.y] = [width / 2 - x * target.k, height / 2 - y * target.k];
    const start = { ...camera };
    if (calm) { Object.assign(camera, target); return drawSoon(); }
    const began = performance.now();
    const step = (now) => {
      const share = Math.min((now - began) / 260, 1);
      const eased = 1 - (1 - share) ** 3;
      for (const key of ["k", "x", "y"]) camera[key] = start[key] + (target[key] - start[key]) * eased;
      draw();
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  let waiting = false;
  function drawSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  }

  // The speakers that are not faded: the chosen one with its neighbours, or a group of the legend; null for all.
  function inFocus() {
    const index = hovered ?? (chosen && chosen.speaker);
    if (chosen && chosen.link !== undefined && hovered === null) return new Set(links[chosen.link].slice(0, 2));
    if (index !== undefined && index !== null && linksOf.has(index)) {
      return new Set([index, ...linksOf.get(index).filter((link) => weights[link]).flatMap((link) => links[link].slice(0, 2))]);
    }
    return lit === null ? null : new Set(drawn.filter((speaker) => groupOf[speaker] === lit));
  }

  function draw() {
    const ratio = canvas.width / width || 1;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const focus = inFocus();
    const centre = hovered ?? (chosen && chosen.speaker);
    drawLinks(focus, centre);
    const visible = drawn.filter((index) => counts[index]);
    visible.sort((a, b) => (groupOf[b] === 7) - (groupOf[a] === 7) || speakers[b].s - speakers[a].s);
    for (const index of visible) drawSpeaker(index, focus);
    drawLabels(visible, focus);
  }

  function drawLinks(focus, centre) {
    const most = Math.max(...weights, 1);
    const [ink, line] = [page.color("--ink"), page.color("--edge")];
    const buckets = new Map();
    links.forEach(([from, to], link) => {
      if (!weights[link]) return;
      const near = focus && (centre !== null && centre !== undefined ? from === centre || to === centre : focus.has(from) && focus.has(to));
      const size = Math.round(Math.sqrt((weights[link] - 1) / most) * 6);
      const key = `${focus ? (near ? 2 : 0) : 1} ${size}`;
      if (!buckets.has(key)) buckets.set(key, []);
      buckets.get(key).push(link);
    });
    for (const key of [...buckets.keys()].sort()) {
      const [state, size] = key.split(" ").map(Number);
      pen.globalAlpha = [0.08, 0.42, 0.85][state];
      pen.strokeStyle = state === 2 ? ink : line;
      pen.lineWidth = Math.max(0.7, (0.8 + size * 0.7) * Math.min(camera.k ** 0.5, 1.6));
      pen.beginPath();
      for (const link of buckets.get(key)) {
        const [[x, y], [u, v]] = links[link].slice(0, 2).map(place);
        pen.moveTo(x, y);
        pen.lineTo(u, v);
        if (data.directed) arrow(x, y, u, v, radius(links[link][1]));
      }
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  function arrow(x, y, u, v, away) {
    const [angle, length] = [Math.atan2(v - y, u - x), 6];
    const [tipX, tipY] = [u - Math.cos(angle) * (away + 1), v - Math.sin(angle) * (away + 1)];
    for (const turn of [0.45, -0.45]) {
      pen.moveTo(tipX, tipY);
      pen.lineTo(tipX - length * Math.cos(angle + turn), tipY - length * Math.sin(angle + turn));
    }
  }

  function drawSpeaker(index, focus) {
    const [x, y] = place(index);
    const r = Math.max(radius(index), 1.6);
    if (x < -r || y < -r || x > width + r || y > height + r) return;
    pen.globalAlpha = focus && !focus.has(index) ? 0.13 : 1;
    pen.fillStyle = data.palette[groupOf[index]] || GREY;
    pen.strokeStyle = page.isDark() ? "#14161a" : "#fbfaf7";
    pen.lineWidth = 1.25;
    pen.beginPath();
    const kind = speakers[index].k;
    if (kind === "person") pen.arc(x, y, r, 0, 2 * Math.PI);
    else if (kind === "organisation") pen.roundRect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76, r * 0.3);
    else { pen.moveTo(x, y - r * 1.15); pen.lineTo(x + r * 1.15, y); pen.lineTo(x, y + r * 1.15); pen.lineTo(x - r * 1.15, y); pen.closePath(); }
    pen.fill();
    pen.stroke();
    if (chosen && chosen.speaker === index) { pen.strokeStyle = page.color("--ink"); pen.lineWidth = 2.5; pen.stroke(); }
    pen.globalAlpha = 1;
  }

  // Labels keep clear of each other and of the speakers; those with the most quotes are placed first.
  function drawLabels(visible, focus) {
    const cells = new Map(); // what is taken, by cells of 48 pixels
    const cellsOf = (box) => {
      const keys = [];
      for (let x = Math.floor(box[0] / 48); x <= Math.floor(box[2] / 48); x++) for (let y = Math.floor(box[1] / 48); y <= Math.floor(box[3] / 48); y++) keys.push(x * 4096 + y);
      return keys;
    };
    const take = (box) => cellsOf(box).forEach((key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); });
    const isFree = (box, owner, over) => cellsOf(box).every((key) => (cells.get(key) || []).every((other) => other[4] === owner || (over && other[4] >= 0) || box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]));
    for (const index of visible) {
      const [x, y] = place(index);
      const r = radius(index);
      if (x > -60 && y > -60 && x < width + 60 && y < height + 60) take([x - r, y - r, x + r, y + r, index]);
    }
    take([width - 58, 0, width, 142, -1]); // the buttons
    take([0, 0, 560, 34, -1]); // the status
    const near = (index) => focus && focus.has(index);
    const order = visible.filter((index) => near(index) || (!focus && radius(index) > 3.4)).sort((a, b) => (b === hovered) - (a === hovered) || counts[b] - counts[a] || a - b);
    const [ink, paper] = [page.color("--ink"), page.color("--paper")];
    pen.lineJoin = "round";
    pen.textBaseline = "middle";
    const first = new Set(order.slice(0, FIRST));
    let placed = 0;
    labelled = [];
    for (const index of order) {
      if (placed > 140) break;
      const [x, y] = place(index);
      const r = radius(index);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const size = Math.min(Math.max(10.5 + r * 0.22, 11), 17);
      pen.font = `${r > 14 ? 600 : 450} ${size}px ${FONT}`;
      const wide = pen.measureText(labels[index]).width;
      const [half, gap] = [size * 0.62, 3];
      const spots = [[x - wide / 2, y + r + gap + half], [x + r + gap, y], [x - r - gap - wide, y], [x - wide / 2, y - r - gap - half]];
      const fitting = (over) => spots.find(([left, middle]) => {
        const box = [left - 2, middle - half, left + wide + 2, middle + half, -1];
        return left > 2 && left + wide < width - 2 && middle - half > 0 && middle + half < height && isFree(box, index, over);
      });
      const spot = fitting(false) || (first.has(index) || near(index) ? fitting(true) : null) || (index === hovered || (chosen && chosen.speaker === index) ? spots[0] : null);
      if (!spot) continue;
      take([spot[0] - 2, spot[1] - half, spot[0] + wide + 2, spot[1] + half, -1]);
      pen.lineWidth = 3.5;
      pen.strokeStyle = paper;
      pen.strokeText(labels[index], spot[0], spot[1]);
      pen.fillStyle = ink;
      pen.fillText(labels[index], spot[0], spot[1]);
      labelled.push([index, spot[0], spot[1] - half, spot[0] + wide, spot[1] + half]);
      placed++;
    }
  }
  const FIRST = 12; // the most quoted, whose labels may cover speakers where no room is free
  const FONT = getComputedStyle(document.body).fontFamily;
  let labelled = [];

  function speakerAt(x, y) {
    let [best, nearest] = [null, Infinity];
    for (const index of drawn) {
      if (!counts[index]) continue;
      const [u, v] = place(index);
      const away = Math.hypot(u - x, v - y) - Math.max(radius(index), 3);
      if (away < Math.min(6, nearest)) [best, nearest] = [index, away];
    }
    const label = labelled.find(([, left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom);
    return best ?? (label ? label[0] : null);
  }

  function linkAt(x, y) {
    let [best, nearest] = [null, 5];
    links.forEach(([from, to], link) => {
      if (!weights[link]) return;
      const [[a, b], [c, d]] = [place(from), place(to)];
      const share = Math.min(Math.max(((x - a) * (c - a) + (y - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2 || 1), 0), 1);
      const away = Math.hypot(x - a - share * (c - a), y - b - share * (d - b));
      if (away < nearest) [best, nearest] = [link, away];
    });
    return best;
  }

  // One pointer drags or chooses, two pinch, the wheel zooms.
  const pointers = new Map();
  let travelled = 0;
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); pointers.set(event.pointerId, at(event)); travelled = 0; });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    if (!pointers.has(event.pointerId)) {
      const over = event.pointerType === "mouse" ? speakerAt(x, y) : null;
      canvas.classList.toggle("over", over !== null);
      if (over !== hovered) { hovered = over; drawSoon(); }
      return;
    }
    const before = [...pointers.values()];
    const [u, v] = pointers.get(event.pointerId);
    pointers.set(event.pointerId, [x, y]);
    travelled += Math.hypot(x - u, y - v);
    const now = [...pointers.values()];
    if (now.length === 1) { camera.x += x - u; camera.y += y - v; canvas.classList.add("drag"); }
    else {
      const apart = (points) => Math.hypot(points[0][0] - points[1][0], points[0][1] - points[1][1]) || 1;
      zoom(apart(now) / apart(before), (now[0][0] + now[1][0]) / 2, (now[0][1] + now[1][1]) / 2);
    }
    drawSoon();
  });
  const release = (event) => {
    const tapped = pointers.delete(event.pointerId) && travelled < 6 && event.type === "pointerup";
    canvas.classList.remove("drag");
    if (!tapped) return;
    const [x, y] = at(event);
    const speaker = speakerAt(x, y);
    const link = speaker === null ? linkAt(x, y) : null;
    choose(speaker !== null ? { speaker } : link !== null ? { link } : null);
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => { if (hovered !== null) { hovered = null; drawSoon(); } });
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoom(Math.exp(-event.deltaY * 0.0016), ...at(event)); }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) { event.preventDefault(); camera.x += step[0]; camera.y += step[1]; drawSoon(); }
    if (event.key === "+") zoom(1.3);
    if (event.key === "-") zoom(1 / 1.3);
  });

  // --- choosing, and the panel ----------------------------------------------------------------------------------------
  function choose(what, move) {
    chosen = what;
    const speaker = what && what.speaker !== undefined ? speakers[what.speaker] : null;
    if (speaker && move && speaker.x !== undefined && tab === "network") moveTo(what.speaker);
    history.replaceState(null, "", speaker ? `#${encodeURIComponent(speaker.id)}` : location.href.split("#")[0]);
    showPanel();
    $("panel").scrollTop = 0;
    if (what && matchMedia("(max-width: 760px)").matches) $("panel").scrollIntoView({ block: "start" });
    drawSoon();
  }

  function showPanel() {
    const made = !chosen ? overview() : chosen.speaker !== undefined ? aboutSpeaker(chosen.speaker) : chosen.link !== undefined ? aboutLink(chosen.link) : aboutQuotes(chosen.title, kept(chosen.quotes));
    $("panel").replaceChildren(...made.filter(Boolean));
  }

  const overview = () => [make("h2", {}, t("most-quoted")), make("p", { className: "facts" }, t("choose")), make("h3", {}), people(ranked().map((index) => [index, counts[index]]))];
  const back = () => make("p", { className: "facts" }, make("button", { id: "back", className: "button", type: "button", onclick: () => choose(null) }, `← ${t("back")}`));
  const section = (title, body) => make("section", {}, make("h3", {}, title), body);
  const aboutQuotes = (title, list) => [back(), make("h3", {}), make("h2", {}, title), section(t("quotes-of", list.length), quoteList(data, list))];

  function aboutLink(link) {
    const [from, to, of] = links[link];
    return aboutQuotes(`${speakers[from].n} ${data.directed ? "→" : "·"} ${speakers[to].n}`, kept(of));
  }

  function aboutSpeaker(index) {
    const speaker = speakers[index];
    const list = kept(said[index]);
    const facts = [t(speaker.k), speaker.g ? t(speaker.g) : "", speaker.r, speaker.b].filter(Boolean).join(" · ");
    const figures = [["n-quotes", list.length], ["articles", new Set(list.map((quote) => quotes[quote].a)).size], ["n-outlets", new Set(list.flatMap(outletsOf)).size]];
    const around = (linksOf.get(index) || []).filter((link) => weights[link]).map((link) => [links[link][0] === index ? links[link][1] : links[link][0], weights[link], link]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const about = data.directed ? kept((linksOf.get(index) || []).filter((link) => links[link][1] === index).flatMap((link) => links[link][2])) : [];
    const words = data.words.speaker.filter(([who]) => who === index);
    return [
      back(), make("h3", {}), make("h2", {}, speaker.n), make("p", { className: "facts" }, facts),
      speaker.l ? make("p", { className: "facts" }, speaker.l) : null,
      speaker.w ? make("p", { className: "facts" }, make("a", { href: `https://www.wikidata.org/wiki/${speaker.w}`, rel: "noopener noreferrer", target: "_blank" }, `Wikidata ${speaker.w}`)) : null,
      speaker.x === undefined ? make("p", { className: "facts" }, t("not-drawn")) : null,
      make("dl", { className: "numbers" }, ...figures.map(([key, value]) => make("div", {}, make("dt", {}, t(key)), make("dd", {}, number(value))))),
      months.length > 1 ? section(t("time"), lineChart(list, null, 48)) : null,
      words.length ? section(t("their-words"), make("div", { className: "chips" }, ...words.map(([, word]) => make("button", { className: "button", type: "button", onclick: () => showWord(said[index], word, speaker.n) }, word)))) : null,
      section(`${t("said")} (${number(list.length)})`, quoteList(data, list)),
      about.length ? section(`${t("about-them")} (${number(about.length)})`, quoteList(data, about)) : null,
      around.length ? section(`${t(data.directed ? "talks-about" : "together-with")} (${number(around.length)})`, people(around)) : null,
    ];
  }

  function people(list) {
    const most = Math.max(...list.map(([, count]) => count), 1);
    return grow(make("ul", { className: "people" }), list, ([index, count, link]) => {
      const swatch = make("i", { className: `${speakers[index].k === "organisation" ? "body" : ""}${speakers[index].x === undefined ? " not" : ""}` });
      if (speakers[index].x !== undefined) swatch.style.background = data.palette[groupOf[index]] || GREY;
      const button = make("button", { type: "button", onclick: () => (link === undefined ? choose({ speaker: index }, true) : choose({ link })) },
        swatch, make("span", { className: "name" }, speakers[index].n), make("span", { className: "count" }, number(count)));
      button.style.setProperty("--share", count / most);
      return make("li", {}, button);
    });
  }

  function showWord(list, word, title) {
    const pattern = new RegExp(`(^|[^\\p{L}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(nya|lah|kah|pun)?($|[^\\p{L}])`, "iu");
    choose({ title: `${title}: ${word}`, quotes: list.filter((quote) => quotes[quote].t && pattern.test(quotes[quote].t)) });
  }

  // --- the other tabs -------------------------------------------------------------------------------------------------
  const TABS = { network: () => {}, outlets: showOutlets, words: showWords, time: showTime, quotes: showQuotes };
  function showTab() {
    for (const name of Object.keys(TABS)) {
      $(name).hidden = name !== tab;
      $(`tab-${name}`).setAttribute("aria-selected", String(name === tab));
    }
    $("key").hidden = tab !== "network";
    const heading = document.querySelector("h1 [data-t]");
    if (heading) {
      heading.dataset.t = `title-${{ network: data.directed ? "mentions" : "together", outlets: "outlets", words: "topics", time: "time", quotes: "quotes" }[tab]}`;
      heading.textContent = document.title = t(heading.dataset.t);
    }
    TABS[tab]();
    if (tab === "network") resize();
  }

  const option = { heat: "count", words: "speaker", sort: "newest", find: "" };
  const toggle = (name, values) => values.map(([value, key]) => make("button", { className: "button", type: "button", "aria-pressed": String(option[name] === value), onclick: () => { option[name] = value; showTab(); } }, t(key)));
  const controls = (note, ...children) => make("div", { className: "controls" }, make("p", { className: "note" }, note), ...children);

  function showOutlets() {
    if (!outlets.length) return $("outlets").replaceChildren(make("p", { className: "note" }, t("no-outlets")));
    const cells = new Map();
    const totals = outlets.map(() => 0);
    quotes.forEach((quote, index) => {
      if (!passing[index]) return;
      for (const outlet of outletsOf(index)) {
        totals[outlet]++;
        for (const speaker of quote.s) {
          const key = speaker * outlets.length + outlet;
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(index);
        }
      }
    });
    const columns = outlets.map((_, index) => index).filter((index) => totals[index]).sort((a, b) => totals[b] - totals[a]);
    const rows = ranked();
    const share = option.heat === "share";
    const value = (list, outlet) => (share ? list.length / totals[outlet] : list.length);
    const most = Math.max(...[...cells].map(([key, list]) => value(list, key % outlets.length)), share ? 0.01 : 1);
    const body = make("tbody");
    const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, make("span", { className: "for-readers" }, t("speaker"))), ...columns.map((outlet) => make("th", { scope: "col", title: outlets[outlet] }, make("div", {}, outlets[outlet]))), make("th", { scope: "col" }, make("div", {}, t("total")))));
    const table = make("table", { className: "heat" }, head, body);
    const list = grow(body, rows, (speaker) => make("tr", {}, make("th", { scope: "row" }, make("button", { type: "button", onclick: () => choose({ speaker }) }, speakers[speaker].n)), ...columns.map((outlet) => {
      const found = cells.get(speaker * outlets.length + outlet);
      if (!found) return make("td", {});
      const strength = Math.sqrt(value(found, outlet) / most);
      const button = make("button", { type: "button", className: strength > 0.91 ? "deep" : "", title: `${speakers[speaker].n}, ${outlets[outlet]}: ${number(found.length)}`, onclick: () => choose({ title: `${speakers[speaker].n}, ${outlets[outlet]}`, quotes: found }) }, share ? percent(value(found, outlet)) : number(found.length));
      button.style.setProperty("--share", (0.08 + 0.92 * strength).toFixed(3));
      return make("td", {}, button);
    }), make("td", { className: "total" }, number(counts[speaker]))), 40);
    const more = list.lastChild;
    table.append(body);
    $("outlets").replaceChildren(controls(t("heat-note"), ...toggle("heat", [["count", "heat-count"], ["share", "heat-share"]])), table, more);
  }

  function showWords() {
    const by = option.words;
    const found = new Map();
    for (const [who, word, count, score] of data.words[by]) { if (!found.has(who)) found.set(who, []); found.get(who).push([word, count, score]); }
    const sizes = by === "speaker" ? counts : outlets.map((_, outlet) => quotes.reduce((sum, _, index) => sum + (passing[index] && outletsOf(index).includes(outlet)), 0));
    const order = [...found.keys()].filter((who) => sizes[who]).sort((a, b) => sizes[b] - sizes[a] || a - b);
    const quotesOf = (who) => (by === "speaker" ? said[who] : quotes.flatMap((_, index) => (outletsOf(index).includes(who) ? [index] : [])));
    const name = (who) => (by === "speaker" ? speakers[who].n : outlets[who]);
    const cards = grow(make("div", { className: "cards" }), order, (who) => make("section", { className: "card" },
      make("h3", {}, make("button", { type: "button", onclick: () => (by === "speaker" ? choose({ speaker: who }) : choose({ title: name(who), quotes: quotesOf(who) })) }, name(who)), make("span", {}, number(sizes[who]))),
      ...found.get(who).map(([word, count, score]) => {
        const bar = make("i");
        bar.style.setProperty("--share", Math.min(score / 8, 1).toFixed(2));
        return make("button", { className: "word", type: "button", onclick: () => showWord(quotesOf(who), word, name(who)) }, make("span", { lang: "id" }, word), bar, make("span", {}, number(count)));
      })), 24);
    $("words").replaceChildren(controls(t("words-note"), ...toggle("words", [["speaker", "of-speakers"], ["outlet", "of-outlets"]])), order.length ? cards : make("p", { className: "note" }, t("no-words")));
  }

  // Bins of equal names: weeks for a season, months for some years, else years.
  const binning = (() => {
    const known = days.filter(Boolean).sort();
    const span = known.length ? (new Date(known[known.length - 1]) - new Date(known[0])) / 864e5 : 0;
    const unit = span <= 150 ? "week" : span <= 3800 ? "month" : "year";
    const start = (iso) => {
      if (unit !== "week") return unit === "month" ? iso.slice(0, 7) : iso.slice(0, 4);
      const date = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
      return date.toISOString().slice(0, 10);
    };
    if (!known.length) return { unit, bins: [], start };
    const bins = [];
    const last = start(known[known.length - 1]);
    const date = new Date(`${unit === "week" ? start(known[0]) : `${start(known[0])}${unit === "month" ? "-01" : "-01-01"}`}T12:00:00Z`);
    for (let bin = ""; bin !== last && bins.length < 2000;) {
      bin = unit === "week" ? date.toISOString().slice(0, 10) : date.toISOString().slice(0, unit === "month" ? 7 : 4);
      bins.push(bin);
      if (unit === "week") date.setUTCDate(date.getUTCDate() + 7);
      else if (unit === "month") date.setUTCMonth(date.getUTCMonth() + 1);
      else date.setUTCFullYear(date.getUTCFullYear() + 1);
    }
    return { unit, bins, start };
  })();

  const perBin = (list) => {
    const found = new Map(binning.bins.map((bin) => [bin, 0]));
    for (const quote of list) if (days[quote]) { const bin = binning.start(days[quote]); found.set(bin, (found.get(bin) || 0) + 1); }
    return [...found.values()];
  };

  function lineChart(list, most, tall = 64, bars = false) {
    const values = perBin(list);
    const top = most || Math.max(...values, 1);
    const [w, h] = [Math.max(values.length, 2), 100];
    const x = (index) => (values.length > 1 ? (index / (values.length - 1)) * w : w / 2);
    const y = (value) => h - (value / top) * (h - 6);
    const line = values.map((value, index) => `${index ? "L" : "M"}${x(index).toFixed(2)} ${y(value).toFixed(1)}`).join("");
    const shapes = bars
      ? values.map((value, index) => make("svg:rect", { class: "chart-bar", x: (index / values.length) * w + 0.04, width: Math.max(w / values.length - 0.08, 0.1), y: y(value), height: h - y(value) }))
      : [make("svg:path", { class: "chart-area", d: `${line}L${x(values.length - 1)} ${h}L${x(0)} ${h}Z` }), make("svg:path", { class: "chart-line", d: line })];
    const svg = make("svg:svg", { viewBox: `0 0 ${w} ${h}`, preserveAspectRatio: "none", role: "img", "aria-label": values.map((value, index) => [value, binning.bins[index]]).filter(([value]) => value).map(([value, bin]) => `${bin}: ${value}`).join(", ") },
      ...shapes, make("svg:line", { class: "chart-base", x1: 0, x2: w, y1: h, y2: h }));
    svg.style.height = `${tall}px`;
    svg.style.width = "100%";
    svg.style.display = "block";
    const ends = make("p", { className: "ends note" }, make("span", {}, binning.bins[0] || ""), make("span", {}, binning.bins[binning.bins.length - 1] || ""));
    return make("div", { className: "card" }, svg, ends);
  }

  function showTime() {
    if (!binning.bins.length) return $("time").replaceChildren(make("p", { className: "note" }, t("no-dates")));
    const all = quotes.flatMap((_, index) => (passing[index] ? [index] : []));
    const dated = (list) => kept(list).filter((quote) => days[quote]);
    const order = ranked().filter((speaker) => dated(said[speaker]).length > 1).slice(0, 240);
    const most = Math.max(...order.slice(0, 24).map((speaker) => Math.max(...perBin(dated(said[speaker])))), 1);
    const total = make("section", { className: "card wide" }, make("h3", {}, make("button", { type: "button", onclick: () => choose(null) }, t("everybody")), make("span", {}, number(dated(all).length))), lineChart(all, null, 120, true));
    const cards = grow(make("div", { className: "cards" }, total), order, (speaker) => make("section", { className: "card" },
      make("h3", {}, make("button", { type: "button", onclick: () => choose({ speaker }) }, speakers[speaker].n), make("span", {}, number(dated(said[speaker]).length))), lineChart(kept(said[speaker]), most)), 24);
    const undated = all.length - dated(all).length;
    $("time").replaceChildren(controls(`${t("time-note", t(binning.unit))} ${undated ? t("undated", undated) : ""}`), cards);
  }

  function showQuotes() {
    const input = make("input", { className: "field", type: "search", value: option.find, placeholder: t("find-words"), "aria-label": t("find-words") });
    const list = make("div");
    const refresh = () => {
      const asked = plain(option.find);
      const found = quotes.flatMap((quote, index) => (passing[index] && (!asked || plain(`${quote.t || ""} ${quote.s.map((speaker) => speakers[speaker].n).join(" ")}`).includes(asked)) ? [index] : []));
      if (option.sort === "oldest") found.reverse();
      list.replaceChildren(make("p", { className: "note" }, t("quotes-of", found.length)), quoteList(data, found));
    };
    input.addEventListener("input", () => { option.find = input.value; refresh(); });
    refresh();
    $("quotes").replaceChildren(make("div", { className: "controls" }, input, ...toggle("sort", [["newest", "newest"], ["oldest", "oldest"]])), list);
  }

  // --- search ---------------------------------------------------------------------------------------------------------
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let names = null;
  let marked = 0;
  function search() {
    names ||= speakers.map((speaker) => [plain(speaker.n), plain(`${speaker.n} ${speaker.l || ""} ${speaker.r || ""}`)]);
    const asked = plain($("search").value.trim());
    const rank = (index) => (names[index][0].startsWith(asked) ? 0 : names[index][0].includes(asked) ? 1 : 2);
    const found = asked ? names.flatMap(([, whole], index) => (whole.includes(asked) ? [index] : [])).sort((a, b) => rank(a) - rank(b) || said[b].length - said[a].length) : [];
    marked = 0;
    $("results").replaceChildren(...found.slice(0, 12).map((index, place) => {
      const about = [speakers[index].r || t(speakers[index].k), `${number(said[index].length)} ${t("n-quotes")}`].join(" · ");
      const item = make("li", { role: "option", id: `result${place}`, "aria-selected": String(place === 0) }, speakers[index].n, make("small", {}, about));
      item.dataset.speaker = index;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(index); });
      return item;
    }));
    if (asked && !found.length) $("results").append(make("li", { className: "note" }, t("no-match")));
    $("results").hidden = !asked;
    $("search").setAttribute("aria-expanded", String(Boolean(asked)));
  }
  function pick(index) {
    $("results").hidden = true;
    $("search").setAttribute("aria-expanded", "false");
    choose({ speaker: index }, true);
  }
  function searchKey(event) {
    const items = [...$("results").querySelectorAll("[role=option]")];
    if (event.key === "Escape") { $("results").hidden = true; $("search").setAttribute("aria-expanded", "false"); }
    else if (event.key === "Enter" && items[marked]) { event.preventDefault(); pick(Number(items[marked].dataset.speaker)); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && items.length) {
      event.preventDefault();
      marked = (marked + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length;
      items.forEach((item, index) => item.setAttribute("aria-selected", String(index === marked)));
      $("search").setAttribute("aria-activedescendant", items[marked].id);
      items[marked].scrollIntoView({ block: "nearest" });
    }
  }

  // --- wiring ---------------------------------------------------------------------------------------------------------
  $("search").addEventListener("input", search);
  $("search").addEventListener("keydown", searchKey);
  $("search").addEventListener("blur", () => { $("results").hidden = true; });
  $("filters").addEventListener("input", applyFilters);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(() => { [$("from").value, $("to").value] = [0, months.length - 1]; applyFilters(); }));
  $("filters-toggle").addEventListener("click", () => $("filters-toggle").setAttribute("aria-expanded", String($("filters").classList.toggle("open"))));
  $("colour").addEventListener("input", () => { lit = null; recolour(); showPanel(); drawSoon(); });
  for (const id of ["from", "to"]) {
    $(id).max = Math.max(months.length - 1, 0);
    $(id).addEventListener("input", () => {
      const [from, to] = [Number($("from").value), Number($("to").value)];
      if (from > to) $(id).value = id === "from" ? to : from;
      applyFilters();
    });
  }
  [$("from").value, $("to").value] = [0, months.length - 1];
  $("in").addEventListener("click", () => zoom(1.4));
  $("out").addEventListener("click", () => zoom(1 / 1.4));
  $("fit").addEventListener("click", () => fit(drawn.filter((index) => counts[index])));
  for (const name of Object.keys(TABS)) $(`tab-${name}`).addEventListener("click", () => { tab = name; showTab(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement !== $("search")) choose(null);
    if (event.key === "/" && !/INPUT|SELECT/.test(document.activeElement.tagName)) { event.preventDefault(); $("search").focus(); }
  });
  new ResizeObserver(resize).observe(canvas);
  page.onChange(() => { fillFilters(); applyFilters(); });
  document.documentElement.graphPage = { drawn, speakers, links, camera, place, radius, counts: () => counts, weights: () => weights, labelled: () => labelled, choose }; // for browser tests and the curious

  page.translate();
  const wanted = decodeURIComponent(location.hash.slice(1));
  const asked = speakers.findIndex((speaker) => speaker.id === wanted);
  if (asked >= 0) choose({ speaker: asked }, true);
  requestAnimationFrame(() => { resize(); requestAnimationFrame(() => { document.documentElement.dataset.ready = "yes"; document.documentElement.dataset.drawn = Math.round(performance.now()); }); });
})();
