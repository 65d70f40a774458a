"use strict";
(() => {
const D = JSON.parse(document.getElementById("data").textContent);
const $ = id => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const root = document.documentElement, stage = $("stage"), svg = $("map"), world = $("world");
const N = D.nodes, E = D.edges, bridge = D.form === "bridge";
const LEVELS = ["sentence", "paragraph", "section", "document"];
const KINDS = { w: "work", p: "paper", a: "author", j: "journal", i: "item" };

/* ---------- words ---------- */
let lang = "en";
const T = (key, n) => {
  const word = D.words[lang][key];
  if (word === undefined) return key;
  if (!Array.isArray(word)) return n === undefined ? word : word.replace("{n}", n);
  const i = lang === "ru" ? (n % 10 === 1 && n % 100 !== 11 ? 0 : n % 10 > 1 && n % 10 < 5 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2) : n === 1 ? 0 : 1;
  return word[i].replace("{n}", n);
};
const fold = s => s.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ё/g, "е");
const fixed = (v, d = 3) => (Math.round(v * 10 ** d) / 10 ** d).toLocaleString(lang);

/* ---------- building the document; never from markup ---------- */
function h(tag, props, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (v === undefined || v === null || v === false) continue;
    if (k.startsWith("on")) e.addEventListener(k.slice(2), v);
    else if (k === "text") e.textContent = v;
    else if (k === "style") Object.assign(e.style, v);
    else e.setAttribute(k, v === true ? "" : v);
  }
  for (const c of children.flat(3)) if (c !== null && c !== undefined && c !== false) e.append(c);
  return e;
}
function s(tag, props, ...children) {
  const e = document.createElementNS(SVG, tag);
  for (const [k, v] of Object.entries(props || {})) e.setAttribute(k, v);
  e.append(...children);
  return e;
}
function outlink(url, text) {
  if (!/^https?:\/\//i.test(url)) return null;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: text || url });
}

/* ---------- the network ---------- */
const index = new Map(N.map((n, i) => [n.i, i]));
const paperNode = D.papers.map(p => p[2]);
const incident = N.map(() => []);
E.forEach((e, k) => { incident[e[0]].push(k); incident[e[1]].push(k); });
const EDGE = { cocitation: 0, coupling: 1, cites: 2, link: 3 };
const isCite = e => e[2] === EDGE.cites;
const title = n => n.t || (n.u ? n.g.slice(n.u[0], n.u[0] + n.u[1]) : "");
const apa = n => n.a || n.g || "";
for (const n of N) n.key = fold([n.l, title(n), n.g, n.a, n.y, n.d].filter(Boolean).join(" "));
const mentionsOf = N.map(() => []);
D.mentions.forEach((m, k) => { if (m[5] >= 0) mentionsOf[m[5]].push(k); });
const years = N.map(n => n.y).filter(y => y > 1400 && y < 2200);
const yearLow = years.length ? Math.min(...years) : 0, yearHigh = years.length ? Math.max(...years) : 0;
const mostCited = Math.max(1, ...N.map(n => n.n || 0));
const ties = E.filter(e => !isCite(e));
const mostCount = Math.max(1, ...ties.map(e => e[3]));
const hasNear = ties.some(e => e[7] >= 0 && e[7] < 3);

const first = { view: "map", color: "cluster", node: -1, edge: -1, cited: 1, count: 0, from: yearLow, to: yearHigh, near: 3, fold: false, names: !bridge && D.clusters.some(c => c[3]), opened: new Set(), renamed: {} };
const S = { ...first, opened: new Set(), renamed: {}, cluster: 0 };
let text = "gost";

/* ---------- colours ---------- */
const VIRIDIS = [[68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137], [53, 183, 121], [110, 206, 88], [181, 222, 43], [253, 231, 37]];
const ramp = (stops, v) => {
  const f = Math.max(0, Math.min(1, v)) * (stops.length - 1), i = Math.min(stops.length - 2, Math.floor(f)), r = f - i;
  return stops[i].map((c, k) => Math.round(c + (stops[i + 1][k] - c) * r));
};
const hex = c => "#" + c.map(v => v.toString(16).padStart(2, "0")).join("");
const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
// On a dark ground the deep colours of the palette are lifted, so that all stand out alike.
const lifted = D.palette.concat(D.ungrouped).map(c => { const v = [1, 3, 5].map(i => parseInt(c.slice(i, i + 2), 16)), by = Math.max(0, 0.62 - Math.max(...v) / 255) + (0.3 * v[0] + 0.6 * v[1] + 0.1 * v[2] < 110 ? 0.22 : 0.05); return hex(v.map(x => Math.round(x + (255 - x) * by))); });
const clusterColour = c => { const i = c > 0 && c <= D.palette.length ? c - 1 : D.palette.length; return dark() ? lifted[i] : i < D.palette.length ? D.palette[i] : D.ungrouped; };
const yearRank = new Map([...new Set(years)].sort((a, b) => a - b).map((y, i, all) => [y, all.length > 1 ? i / (all.length - 1) : 0.5]));
const colour = i => S.color === "year" ? (yearRank.has(N[i].y) ? hex(ramp(VIRIDIS, yearRank.get(N[i].y))) : clusterColour(0)) : clusterColour(N[i].c);
function ink(c) {
  const l = [1, 3, 5].map(i => parseInt(c.slice(i, i + 2), 16) / 255).map(v => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2] > 0.18 ? "#111111" : "#ffffff";
}
const clusterName = c => S.renamed[c] || (D.clusters.find(k => k[0] === c) || [0, ""])[1];
const badge = c => h("span", { class: "dot", style: { background: clusterColour(c), color: ink(clusterColour(c)) }, text: c || "·", "aria-hidden": "true" });

/* ---------- what is seen ---------- */
let seenNode = [], seenEdge = [];
const paperOf = i => (N[i].p.length === 1 ? paperNode[N[i].p[0]] : -1);
function filter() {
  seenEdge = E.map(e => {
    if (isCite(e)) return true;
    return e[3] >= S.count && (S.near === 3 || (e[7] >= 0 && e[7] <= S.near));
  });
  seenNode = N.map((n, i) => {
    if (n.k === "p" && bridge) return true;
    if ((n.n || 0) < S.cited && n.n !== undefined) return false;
    if (n.y && (S.from > yearLow || S.to < yearHigh) && (n.y < S.from || n.y > S.to)) return false;
    if (S.cluster && n.c !== S.cluster && !(bridge && n.p.some(p => paperNode[p] >= 0 && N[paperNode[p]].c === S.cluster))) return false;
    if (bridge && S.fold && n.k === "w" && !n.b && !S.opened.has(paperOf(i))) return false;
    return true;
  });
  if (!bridge && (S.count > first.count || S.near < 3)) {
    const tied = N.map(() => false);
    E.forEach((e, k) => { if (seenEdge[k] && seenNode[e[0]] && seenNode[e[1]]) tied[e[0]] = tied[e[1]] = true; });
    seenNode = seenNode.map((v, i) => v && tied[i]);
  }
  seenEdge = seenEdge.map((v, k) => v && seenNode[E[k][0]] && seenNode[E[k][1]]);
  N.forEach((n, i) => { n.el.style.display = seenNode[i] ? "" : "none"; });
  if (bridge) D.papers.forEach((p, k) => {
    const i = p[2];
    if (i < 0) return;
    const hidden = S.fold && !S.opened.has(i) ? N.filter(n => n.k === "w" && !n.b && n.p[0] === k && n.p.length === 1).length : 0;
    N[i].folded = hidden;
  });
  drawEdges();
  say(T("nodes_shown", seenNode.filter(Boolean).length) + ", " + T("edges_shown", seenEdge.filter(Boolean).length));
}

/* ---------- places ---------- */
const at = i => (S.view === "timeline" ? N[i].on : N[i].at);
let k = 1, tx = 0, ty = 0, small = 1;
const screen = i => { const [x, y] = at(i); return [x * k + tx, y * k + ty]; };
const sizeOf = () => { const b = stage.getBoundingClientRect(); return [b.width || 1, b.height || 1]; };
function fitted() {
  const [w, hgt] = sizeOf(), inside = N.map((n, i) => i).filter(i => seenNode[i]);
  if (!inside.length) return [1, 0, 0];
  const xs = inside.map(i => at(i)[0]), ys = inside.map(i => at(i)[1]);
  const x0 = Math.min(...xs), x1 = Math.max(...xs), y0 = Math.min(...ys), y1 = Math.max(...ys);
  const padX = Math.min(110, w * 0.1), padY = Math.min(60, hgt * 0.09);
  const z = Math.min((w - 2 * padX) / Math.max(60, x1 - x0), (hgt - 2 * padY) / Math.max(60, y1 - y0), 4);
  return [z, w / 2 - (z * (x0 + x1)) / 2, hgt / 2 - (z * (y0 + y1)) / 2];
}
let pending = false, gesture = false;
function redraw(moving) {
  gesture = moving === true && (gesture || !pending);
  if (pending) return;
  pending = true;
  requestAnimationFrame(() => { pending = false; paint(); });
}
// While a gesture lasts, labels and nodes move with the map; they are set anew when it pauses or the scale has gone far.
let drawn = { k: 0, tx: 0, ty: 0 }, idle = 0, painted = -1e9;
function paint() {
  paintEdges();
  const now = performance.now(), f = k / (drawn.k || 1), resting = now - painted > 200;
  painted = now;
  clearTimeout(idle);
  if (!gesture || resting || f < 0.6 || f > 1.7) return settle();
  // The browser moves what it has drawn already, instead of drawing some hundred discs anew at each frame.
  svg.style.transform = $("layer").style.transform = `translate(${(tx - drawn.tx * f).toFixed(2)}px, ${(ty - drawn.ty * f).toFixed(2)}px) scale(${f.toFixed(4)})`;
  idle = setTimeout(settle, 110);
}
function settle() {
  clearTimeout(idle);
  drawn = { k, tx, ty };
  const now = Math.pow(Math.max(k, 0.05), -0.55).toFixed(3);
  if (now !== small) { small = now; world.style.setProperty("--s", small); }
  world.setAttribute("transform", `translate(${tx.toFixed(2)} ${ty.toFixed(2)}) scale(${k.toFixed(4)})`);
  svg.style.transform = $("layer").style.transform = "";
  drawLabels();
  drawAxis();
  if (S.view === "density") drawHeat();
}
const radius = i => N[i].r * k * small;
function zoomBy(f, x, y, moving) {
  const [w, hgt] = sizeOf();
  if (x === undefined) { x = w / 2; y = hgt / 2; }
  const z = Math.max(0.15, Math.min(14, k * f));
  tx = x - ((x - tx) * z) / k; ty = y - ((y - ty) * z) / k; k = z;
  redraw(moving);
}
function fit() { [k, tx, ty] = fitted(); redraw(); }
function show(i) {
  const [w, hgt] = sizeOf(), [x, y] = screen(i);
  if (x < 60 || y < 40 || x > w - 120 || y > hgt - 40) { const [a, b] = at(i); tx = w / 2 - a * k; ty = hgt / 2 - b * k; redraw(); }
}

/* ---------- nodes ---------- */
let current = -1;
const priority = N.map((n, i) => i).sort((a, b) => (N[b].k === "p" && bridge) - (N[a].k === "p" && bridge) || !!(N[b].b && bridge) - !!(N[a].b && bridge) || (N[b].n || 0) - (N[a].n || 0) || (N[b].s || 0) - (N[a].s || 0) || a - b);
const NODES = $("nodes");
function shape(i) {
  const n = N[i], g = n.inner, c = colour(i), r = n.r;
  g.replaceChildren();
  g.append(n.k === "p" && bridge ? s("rect", { class: "halo", x: -r - 4, y: -r - 4, width: 2 * r + 8, height: 2 * r + 8, rx: 7 }) : s("circle", { class: "halo", r: r + 4 }));
  if (n.k === "p" && bridge) {
    g.append(s("rect", { class: "disc", x: -r, y: -r, width: 2 * r, height: 2 * r, rx: 4, fill: c }));
  } else if (n.b && bridge) {
    g.append(s("circle", { class: "disc hole", r }));
    const own = n.p.map(p => (paperNode[p] >= 0 ? clusterColour(N[paperNode[p]].c) : clusterColour(0))), m = own.length;
    own.forEach((paint, j) => {
      const a = (2 * Math.PI * j) / m - Math.PI / 2, b = (2 * Math.PI * (j + 1)) / m - Math.PI / 2, q = r - 2;
      const d = m === 1 ? `M0 ${-q}A${q} ${q} 0 1 1 -.01 ${-q}` : `M${q * Math.cos(a)} ${q * Math.sin(a)}A${q} ${q} 0 ${b - a > Math.PI ? 1 : 0} 1 ${q * Math.cos(b)} ${q * Math.sin(b)}`;
      g.append(s("path", { class: "ring", d, fill: "none", stroke: paint, "stroke-width": 4 }));
    });
    g.append(S.color === "year" ? s("circle", { r: r * 0.45, fill: c }) : s("circle", { class: "core", r: r * 0.36 }));
  } else {
    g.append(s("circle", { class: "disc", r, fill: c }));
  }
  if (n.c && ((n.k === "p" && bridge) || (!bridge && r >= 7 && S.color !== "year"))) {
    g.append(s("text", { y: r * 0.36, "font-size": r, fill: ink(c) }, String(n.c)));
  }
}
function cited(n) { return n.n === undefined ? "" : n.k === "p" && !n.n ? T("paper_cites", n.m || 0) : T("cited_by_many", n.n); }
function told(n) {
  return T("node_told").replace("{label}", n.l).replace("{kind}", T(KINDS[n.k]) + (n.c ? (n.k === "p" && bridge ? " " : `, ${T("cluster")} `) + n.c : "")).replace("{cited}", cited(n)).replace("{title}", title(n));
}
// Beyond two thousand nodes only the weightiest are elements; the others are discs on the canvas until they are wanted.
const MANY = N.length > 2000, live = MANY ? new Set(priority.slice(0, 300)) : null;
const enliven = i => { if (MANY && !N[i].el.isConnected) { if (!N[i].inner.childNodes.length) shape(i); N[i].el.setAttribute("transform", `translate(${at(i)[0]} ${at(i)[1]})`); NODES.append(N[i].el); } };
const rest = i => { if (MANY && !live.has(i) && i !== S.node && i !== current) N[i].el.remove(); };
function makeNodes() {
  const order = N.map((n, i) => i).sort((a, b) => N[b].r - N[a].r);
  for (const i of order) {
    const n = N[i];
    n.inner = s("g", {});
    n.el = s("g", { class: "node", tabindex: -1, role: "button", "data-i": i }, n.inner);
    if (!MANY || live.has(i)) NODES.append(n.el);
  }
}
function placeNodes() {
  N.forEach((n, i) => { const [x, y] = at(i); n.el.setAttribute("transform", `translate(${x} ${y})`); });
}
function colourNodes() { N.forEach((n, i) => { if (n.el.isConnected) shape(i); else n.inner.replaceChildren(); }); drawEdges(); redraw(); }

/* ---------- edges: one path for each colour and width ---------- */
function stroke(e) {
  const a = N[e[0]], b = N[e[1]];
  if (isCite(e)) {
    const strong = b.b || b.k === "p";
    return [clusterColour(a.c), strong ? 2 : 0.9, strong ? 0.8 : 0.3, b.k === "p" ? 7 : 0];
  }
  const near = e[7] >= 0 && e[7] < 2;
  const share = near && D.form !== "classic" ? Math.min(1, e[6] / 3) : e[3] / mostCount;
  const own = bridge && e[8].length === 1 && paperNode[e[8][0]] >= 0 ? N[paperNode[e[8][0]]].c : a.c === b.c ? a.c : 0;
  const same = own > 0 && S.color === "cluster";
  return [same ? clusterColour(own) : "var(--edge)", Math.round((0.8 + 3.4 * share) * 2) / 2, near ? (e[7] ? 0.4 : 0.7) : same ? 0.38 : 0.26, 0];
}
function line(e) {
  const [x1, y1] = at(e[0]), [x2, y2] = at(e[1]);
  return `M${x1} ${y1}L${x2} ${y2}`;
}
let runs = [];
function drawEdges() {
  const parts = new Map();
  E.forEach((e, j) => {
    if (!seenEdge[j]) return;
    const look = stroke(e).join("|");
    if (!parts.has(look)) parts.set(look, []);
    parts.get(look).push(...at(e[0]), ...at(e[1]));
  });
  runs = [...parts.keys()].sort().map(look => [...look.split("|"), parts.get(look)]);
}
// A canvas draws thousands of lines faster than SVG; a short path is cheaper to fill than a long one.
function paintEdges() {
  const canvas = $("lines"), [w, hgt] = sizeOf(), q = Math.min(2, devicePixelRatio || 1), ctx = canvas.getContext("2d");
  if (canvas.width !== Math.round(w * q) || canvas.height !== Math.round(hgt * q)) { canvas.width = Math.round(w * q); canvas.height = Math.round(hgt * q); }
  ctx.setTransform(q, 0, 0, q, 0, 0);
  ctx.clearRect(0, 0, w, hgt);
  if (S.view === "density") return;
  const grey = getComputedStyle(root).getPropertyValue("--edge").trim();
  for (const [c, width, alpha, dash, ends] of runs) {
    ctx.strokeStyle = c.startsWith("var") ? grey : c; ctx.lineWidth = width; ctx.globalAlpha = alpha; ctx.setLineDash(+dash ? [+dash, 5] : []);
    for (let j = 0; j < ends.length; j += 96) {
      ctx.beginPath();
      for (let i = j; i < Math.min(j + 96, ends.length); i += 4) {
        const x1 = ends[i] * k + tx, y1 = ends[i + 1] * k + ty, x2 = ends[i + 2] * k + tx, y2 = ends[i + 3] * k + ty;
        if ((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > w && x2 > w) || (y1 > hgt && y2 > hgt)) continue;
        ctx.moveTo(x1, y1); ctx.lineTo(x2, y2);
      }
      ctx.stroke();
    }
  }
  if (!MANY) return;
  ctx.globalAlpha = 1; ctx.setLineDash([]);
  for (let i = N.length - 1; i >= 0; i--) {
    if (!seenNode[i] || N[i].el.isConnected) continue;
    const [x, y] = screen(i);
    if (x < -9 || y < -9 || x > w + 9 || y > hgt + 9) continue;
    ctx.fillStyle = colour(i); ctx.beginPath(); ctx.arc(x, y, Math.max(1.2, radius(i)), 0, 7); ctx.fill();
  }
}
function nearestDisc(x, y) {
  let best = -1, least = 9;
  if (MANY) for (let i = 0; i < N.length; i++) { if (!seenNode[i]) continue; const [a, b] = screen(i), d = Math.hypot(a - x, b - y) - radius(i); if (d < least && d < 3) { least = d; best = i; } }
  return best;
}

/* ---------- labels: none covers another ---------- */
const pen = document.createElement("canvas").getContext("2d");
const FONT = getComputedStyle(document.body).fontFamily;
const widths = new Map();
function measure(label, size, strong) {
  const key = size + (strong ? "b" : "") + label;
  if (!widths.has(key)) { pen.font = `${strong ? 650 : 400} ${size}px ${FONT}`; widths.set(key, pen.measureText(label).width); }
  return widths.get(key);
}
let hot = new Set();
function drawLabels() {
  const [w, hgt] = sizeOf(), grid = new Map(), put = [], free = box => {
    for (let gx = Math.floor(box[0] / 80); gx <= Math.floor(box[2] / 80); gx++) for (let gy = Math.floor(box[1] / 40); gy <= Math.floor(box[3] / 40); gy++)
      for (const o of grid.get(gx * 10007 + gy) || []) if (o[4] !== box[4] && box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3]) return false;
    return true;
  }, take = box => {
    for (let gx = Math.floor(box[0] / 80); gx <= Math.floor(box[2] / 80); gx++) for (let gy = Math.floor(box[1] / 40); gy <= Math.floor(box[3] / 40); gy++) {
      const cell = gx * 10007 + gy;
      if (!grid.has(cell)) grid.set(cell, []);
      grid.get(cell).push(box);
    }
  };
  const inView = priority.filter(i => { if (!seenNode[i]) return false; const [x, y] = screen(i); return x > -20 && y > -20 && x < w + 20 && y < hgt + 20; });
  const order = hot.size ? [...inView.filter(i => hot.has(i)), ...inView.filter(i => !hot.has(i))] : inView;
  const block = i => { const [x, y] = screen(i), r = radius(i); take([x - r, y - r, x + r, y + r, i]); };
  const sparse = inView.length <= 200;
  // What is lit gets its label before anything stands in the way.
  const first = hot.size && hot.size <= 40 ? inView.filter(i => hot.has(i)) : [], others = () => (sparse ? inView : inView.slice(0, 12)).forEach(i => first.includes(i) || block(i));
  first.forEach(block);
  if (!first.length) others();
  if (S.names && !bridge && S.view === "map" && D.clusters.length > 1 && !hot.size) {
    for (const [c, , size] of D.clusters.slice(0, 14)) {
      if (size < 3) continue;
      const own = N.filter((n, i) => n.c === c && seenNode[i]);
      if (!own.length) continue;
      const x = (own.reduce((a, n) => a + n.at[0], 0) / own.length) * k + tx, y = (own.reduce((a, n) => a + n.at[1], 0) / own.length) * k + ty;
      const name = clusterName(c), wide = measure(name, 14, true);
      for (const dy of [0, -26, 26, -52, 52, -80, 80]) {
        const box = [x - wide / 2 - 4, y + dy - 12, x + wide / 2 + 4, y + dy + 7, -1 - c];
        if (box[0] > 4 && box[2] < w - 4 && free(box)) { take(box); put.push([x, y + dy, "middle", name, "name", false, clusterColour(c)]); break; }
      }
    }
  }
  let count = 0;
  for (const [turn, i] of order.slice(0, 2500).entries()) {
    if (count >= 160) break;
    if (first.length && turn === first.length) others();
    const n = N[i], [x, y] = screen(i), r = radius(i), strong = bridge && (n.k === "p" || n.b), size = strong ? 12.5 : 11.5;
    // In a crowd a label may cover lesser nodes, never greater ones.
    if (!sparse && !first.includes(i)) block(i);
    const label = n.folded ? `${n.l} · ${T("folded", n.folded)}` : n.l, wide = measure(label, size, strong), up = size * 0.62;
    const spots = [[x + r + 4, y - up, x + r + 4 + wide, y + up, i, "start", x + r + 4, y + size * 0.34], [x - r - 4 - wide, y - up, x - r - 4, y + up, i, "end", x - r - 4, y + size * 0.34],
      [x - wide / 2, y + r + 2, x + wide / 2, y + r + 2 + 2 * up, i, "middle", x, y + r + 2 + size * 0.92], [x - wide / 2, y - r - 2 - 2 * up, x + wide / 2, y - r - 2, i, "middle", x, y - r - 4]];
    for (const b of spots) {
      if (b[0] < 3 || b[2] > w - 3 || b[1] < 2 || b[3] > hgt - 2 || !free(b)) continue;
      take(b); put.push([b[6], b[7], b[5], label, strong ? "strong" : "", hot.has(i)]); count++;
      break;
    }
  }
  const holder = $("labels");
  while (holder.childNodes.length > put.length) holder.lastChild.remove();
  put.forEach(([x, y, anchor, label, kind, near, tint], j) => {
    const t = holder.childNodes[j] || holder.appendChild(s("text", {}));
    t.setAttribute("x", x.toFixed(1)); t.setAttribute("y", y.toFixed(1)); t.setAttribute("text-anchor", anchor);
    t.setAttribute("class", kind + (near ? " near" : ""));
    t.style.fill = tint ? `color-mix(in srgb, ${tint} 62%, var(--ink))` : "";
    if (t.textContent !== label) t.textContent = label;
  });
  svg.labels = put;
}
function drawAxis() {
  const axis = $("axis");
  axis.replaceChildren();
  if (S.view !== "timeline") return;
  const [, hgt] = sizeOf();
  let last = -1e9;
  for (const [y, x] of D.years) {
    const px = x * k + tx;
    axis.append(s("line", { x1: px, y1: 0, x2: px, y2: hgt - 26, "stroke-opacity": 0.5 }));
    if (px - last > 42) { axis.append(s("text", { x: px, y: hgt - 10 }, String(y))); last = px; }
  }
  if (N.some((n, i) => !n.y && seenNode[i])) { const i = N.findIndex((n, j) => !n.y && seenNode[j]); axis.append(s("text", { x: at(i)[0] * k + tx, y: hgt - 10 }, T("no_year"))); }
}

/* ---------- density ---------- */
function drawHeat() {
  const [w, hgt] = sizeOf(), canvas = $("heat"), gw = 220, gh = Math.max(60, Math.round((gw * hgt) / w)), field = new Float32Array(gw * gh), sigma = 30 * Math.sqrt(k) * (gw / w);
  canvas.width = gw; canvas.height = gh;
  N.forEach((n, i) => {
    if (!seenNode[i]) return;
    const [x, y] = screen(i), cx = (x / w) * gw, cy = (y / hgt) * gh, reach = Math.ceil(3.5 * sigma), weight = Math.sqrt(n.n || n.s || 1);
    for (let gy = Math.max(0, Math.floor(cy - reach)); gy < Math.min(gh, cy + reach); gy++) for (let gx = Math.max(0, Math.floor(cx - reach)); gx < Math.min(gw, cx + reach); gx++)
      field[gy * gw + gx] += weight * Math.exp(-((gx - cx) ** 2 + (gy - cy) ** 2) / (2 * sigma * sigma));
  });
  const most = field.reduce((a, b) => Math.max(a, b), 1e-6), ctx = canvas.getContext("2d"), img = ctx.createImageData(gw, gh);
  field.forEach((v, j) => { const f = Math.pow(v / most, 0.6), c = ramp(VIRIDIS, f); img.data.set([...c, Math.round(225 * Math.min(1, Math.max(0, f - 0.06) * 2.4))], 4 * j); });
  ctx.putImageData(img, 0, 0);
}

/* ---------- focus: the neighbourhood ---------- */
function neighbourhood(i) { const found = new Set([i]); for (const j of incident[i]) if (seenEdge[j]) { found.add(E[j][0]); found.add(E[j][1]); } return found; }
function light(nodes, edges) {
  for (const i of hot) { N[i].el.classList.remove("near"); if (!nodes.has(i)) rest(i); }
  hot = nodes;
  for (const i of hot) { enliven(i); N[i].el.classList.add("near"); }
  stage.classList.toggle("focus", hot.size > 0);
  $("hot").replaceChildren(...edges.map(j => { const [c, w] = stroke(E[j]), p = s("path", { d: line(E[j]), "stroke-width": w + 1.2, "stroke-opacity": 0.95 }); p.style.stroke = c; return p; }));
  drawLabels();
}
function relight() {
  if (S.edge >= 0) light(new Set([E[S.edge][0], E[S.edge][1]]), [S.edge]);
  else if (S.node >= 0) light(neighbourhood(S.node), incident[S.node].filter(j => seenEdge[j]));
  else light(new Set(), []);
}
const tip = $("tip");
function hint(x, y, ...lines) {
  tip.replaceChildren(...lines);
  tip.hidden = false;
  const b = tip.getBoundingClientRect(), [w, hgt] = sizeOf();
  tip.style.left = Math.max(4, Math.min(x + 16, w - b.width - 8)) + "px";
  tip.style.top = Math.max(4, y + 18 + b.height > hgt ? y - b.height - 10 : y + 18) + "px";
}
function nearestEdge(x, y) {
  let best = -1, least = 7;
  for (let j = 0; j < E.length; j++) {
    if (!seenEdge[j]) continue;
    const [x1, y1] = screen(E[j][0]), [x2, y2] = screen(E[j][1]), dx = x2 - x1, dy = y2 - y1;
    const f = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1))), d = Math.hypot(x - x1 - f * dx, y - y1 - f * dy) + (isCite(E[j]) ? 1.5 : 0);
    if (d < least) { least = d; best = j; }
  }
  return best;
}

/* ---------- pointer ---------- */
const fingers = new Map();
let start = null, hovered = "";
svg.addEventListener("pointerdown", ev => {
  fingers.set(ev.pointerId, [ev.clientX, ev.clientY]);
  start = { x: ev.clientX, y: ev.clientY, tx, ty, moved: false, pinch: null };
});
addEventListener("pointermove", ev => {
  const b = stage.getBoundingClientRect();
  if (fingers.has(ev.pointerId)) {
    fingers.set(ev.pointerId, [ev.clientX, ev.clientY]);
    if (fingers.size === 2) {
      const [p, q] = [...fingers.values()], d = Math.hypot(p[0] - q[0], p[1] - q[1]);
      if (start.pinch) zoomBy(d / start.pinch, (p[0] + q[0]) / 2 - b.left, (p[1] + q[1]) / 2 - b.top, true);
      start.pinch = d; start.moved = true;
    } else if (start && (start.moved || Math.hypot(ev.clientX - start.x, ev.clientY - start.y) > 4)) {
      if (!start.moved) { start.moved = true; svg.classList.add("drag"); tip.hidden = true; }
      tx = start.tx + ev.clientX - start.x; ty = start.ty + ev.clientY - start.y;
      redraw(true);
    }
    return;
  }
  if (!svg.contains(ev.target) && ev.target !== svg) { if (hovered) { hovered = ""; tip.hidden = true; relight(); } return; }
  const x = ev.clientX - b.left, y = ev.clientY - b.top, disc = nearestDisc(x, y), node = (ev.target.closest && ev.target.closest(".node")) || (disc >= 0 ? N[disc].el : null);
  const j = node ? -1 : nearestEdge(x, y), now = node ? "n" + node.dataset.i : j >= 0 ? "e" + j : "";
  svg.classList.toggle("over", !!now);
  if (node) { const n = N[+node.dataset.i]; hint(x, y, h("b", { text: n.l }), h("span", { text: title(n) }), h("span", { text: cited(n) })); }
  else if (j >= 0) hint(x, y, h("b", { text: `${N[E[j][0]].l} — ${N[E[j][1]].l}` }), h("span", { text: edgeTold(E[j]) }));
  else tip.hidden = true;
  if (now !== hovered) {
    hovered = now;
    if (node) light(neighbourhood(+node.dataset.i), incident[+node.dataset.i].filter(e => seenEdge[e]));
    else if (j >= 0) light(new Set([E[j][0], E[j][1]]), [j]);
    else relight();
  }
});
addEventListener("pointerup", ev => {
  if (!fingers.delete(ev.pointerId)) return;
  svg.classList.remove("drag");
  if (start && !start.moved) {
    const b = stage.getBoundingClientRect(), disc = nearestDisc(ev.clientX - b.left, ev.clientY - b.top), node = (ev.target.closest && ev.target.closest(".node")) || (disc >= 0 ? N[disc].el : null);
    if (node) choose(+node.dataset.i);
    else { const j = nearestEdge(ev.clientX - b.left, ev.clientY - b.top); if (j >= 0) chooseEdge(j); else clear(); }
  }
  if (!fingers.size) start = null;
});
addEventListener("pointercancel", ev => { fingers.delete(ev.pointerId); start = null; });
svg.addEventListener("wheel", ev => { ev.preventDefault(); const b = stage.getBoundingClientRect(); zoomBy(Math.exp(-ev.deltaY * (ev.deltaMode ? 0.05 : 0.0016)), ev.clientX - b.left, ev.clientY - b.top, true); }, { passive: false });
svg.addEventListener("dblclick", ev => { const b = stage.getBoundingClientRect(); zoomBy(1.6, ev.clientX - b.left, ev.clientY - b.top); });
addEventListener("resize", () => { fit(); });

/* ---------- choosing ---------- */
function edgeTold(e) {
  if (isCite(e)) return `${N[e[0]].l} ${T("cites")} ${N[e[1]].l}`;
  const parts = [`n = ${fixed(e[3])}`];
  if (e[4]) parts.push(`${T("cosine")} ${fixed(e[4])}`);
  if (e[7] >= 0) parts.push(T(LEVELS[e[7]]));
  return parts.join(" · ");
}
function choose(i, focusPanel) {
  if (bridge && S.fold && N[i].k === "p") { if (S.opened.has(i) && S.node === i) S.opened.delete(i); else S.opened.add(i); filter(); redraw(); }
  S.node = i; S.edge = -1; S.cluster = 0;
  mark(); details(focusPanel); relight(); show(i); save();
}
function chooseEdge(j, focusPanel) { S.edge = j; S.node = -1; mark(); details(focusPanel); relight(); save(); }
function clear() { if (S.node < 0 && S.edge < 0) return; S.node = S.edge = -1; mark(); details(); relight(); save(); }
function mark() {
  N.forEach((n, i) => n.el.classList.toggle("chosen", i === S.node));
  if (S.node >= 0) rove(S.node, false);
}
function rove(i, focus) {
  if (current >= 0) N[current].el.setAttribute("tabindex", -1);
  const last = current;
  current = i;
  if (last >= 0) rest(last);
  enliven(i);
  N[i].el.setAttribute("tabindex", 0);
  if (focus) { N[i].el.focus({ preventScroll: true }); show(i); }
}
NODES.addEventListener("focusin", ev => { const g = ev.target.closest(".node"); if (g && !start) { const i = +g.dataset.i; if (i !== current) rove(i, false); light(neighbourhood(i), incident[i].filter(j => seenEdge[j])); } });
NODES.addEventListener("focusout", () => relight());

/* ---------- keyboard ---------- */
const WAY = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
addEventListener("keydown", ev => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(ev.target.tagName);
  if (ev.key === "Escape") {
    if (!$("found").hidden) closeSearch();
    else if (S.view === "table") setView("map");
    else { const i = S.node >= 0 ? S.node : S.edge >= 0 ? E[S.edge][0] : current; clear(); tip.hidden = true; if (i >= 0 && !typing) rove(i, true); }
    return;
  }
  if (typing || ev.ctrlKey || ev.metaKey || ev.altKey) return;
  if (ev.key === "/") { ev.preventDefault(); $("search").focus(); return; }
  if (S.view !== "table") {
    if (ev.key === "+" || ev.key === "=") return zoomBy(1.3);
    if (ev.key === "-" || ev.key === "_") return zoomBy(1 / 1.3);
    if (ev.key === "0") return fit();
  }
  const g = ev.target.closest && ev.target.closest(".node");
  if (!g) return;
  const i = +g.dataset.i;
  if (ev.key === "Enter" || ev.key === " ") { ev.preventDefault(); choose(i, true); }
  else if (WAY[ev.key]) {
    ev.preventDefault();
    const to = step(i, WAY[ev.key]);
    if (to >= 0) rove(to, true);
  }
});
function step(i, [wx, wy]) {
  const [x, y] = screen(i), tied = neighbourhood(i);
  let best = -1, least = Infinity;
  N.forEach((n, j) => {
    if (j === i || !seenNode[j]) return;
    const [a, b] = screen(j), dx = a - x, dy = b - y, ahead = dx * wx + dy * wy, aside = Math.abs(dx * wy) + Math.abs(dy * wx);
    if (ahead <= 0 || aside > ahead * 1.8) return;
    const far = (ahead + 2 * aside) * (tied.has(j) ? 0.6 : 1);
    if (far < least) { least = far; best = j; }
  });
  return best;
}

/* ---------- search ---------- */
let hits = [], pick = -1;
function search() {
  const q = fold($("search").value.trim()).split(/\s+/).filter(Boolean), box = $("found");
  if (!q.length) return closeSearch();
  const whole = q.join(" "), starts = i => { const l = fold(N[i].l); return l === whole ? 2 : l.startsWith(q[0]) ? 1 : 0; };
  hits = N.map((n, i) => i).filter(i => q.every(w => N[i].key.includes(w))).sort((a, b) => starts(b) - starts(a) || (N[b].n || 0) - (N[a].n || 0)).slice(0, 30);
  pick = hits.length ? 0 : -1;
  box.replaceChildren(...(hits.length ? hits.map((i, j) => h("li", { role: "option", id: "hit" + j, "aria-selected": j === 0 ? "true" : "false", onmousedown: ev => { ev.preventDefault(); pick = j; takeHit(); } }, N[i].l, h("small", { text: title(N[i]) }))) : [h("li", { text: T("nothing"), role: "option", "aria-selected": "false" })]));
  box.hidden = false;
  $("search").setAttribute("aria-expanded", "true");
  move(0);
  say(hits.length ? T("results", hits.length) : T("nothing"));
}
function move(by) {
  if (!hits.length) return;
  pick = (pick + by + hits.length) % hits.length;
  [...$("found").children].forEach((li, j) => li.setAttribute("aria-selected", j === pick ? "true" : "false"));
  $("search").setAttribute("aria-activedescendant", "hit" + pick);
  $("hit" + pick).scrollIntoView({ block: "nearest" });
}
function closeSearch() { $("found").hidden = true; hits = []; $("search").setAttribute("aria-expanded", "false"); $("search").removeAttribute("aria-activedescendant"); }
function takeHit() {
  const i = hits[pick];
  closeSearch();
  if (i === undefined) return;
  if (!seenNode[i]) reset();
  if (S.view === "table") setView("map");
  choose(i);
  rove(i, true);
}
$("search").addEventListener("input", search);
$("search").addEventListener("keydown", ev => {
  if (ev.key === "ArrowDown") { ev.preventDefault(); move(1); }
  else if (ev.key === "ArrowUp") { ev.preventDefault(); move(-1); }
  else if (ev.key === "Enter" && hits.length) { ev.preventDefault(); takeHit(); }
});
$("search").addEventListener("blur", () => setTimeout(closeSearch, 120));

/* ---------- the panel ---------- */
const panel = $("panel");
const section = (id, name, ...rest) => h("section", { id, class: id === "why" || id === "clusters" ? null : "controls", "aria-labelledby": id + "-h" }, h("h2", { id: id + "-h", text: name }), ...rest);
const goNode = (i, extra) => h("li", {}, h("button", { type: "button", class: "link", onclick: () => choose(i, true) }, badge(N[i].c), h("span", { text: N[i].l, title: title(N[i]) }), extra ? h("span", { class: "n", text: extra }) : null));
function listed(items, most = 12) {
  const head = items.slice(0, most), rest = items.slice(most), ul = h("ul", { class: "plain" }, head);
  if (!rest.length) return ul;
  return h("div", {}, ul, h("details", {}, h("summary", { text: `+ ${rest.length}` }), h("ul", { class: "plain" }, rest)));
}
function citation(n) {
  if (!n.g && !n.a) return null;
  const body = h("p", { text: text === "gost" ? n.g || n.a : apa(n) });
  const copy = h("button", { type: "button", text: T("copy"), onclick: () => { copyText(body.textContent); copy.textContent = T("copied"); } });
  const pair = n.a ? h("div", { class: "segments", role: "group" }, ["gost", "apa"].map(style => h("button", { type: "button", text: T(style), "aria-pressed": text === style ? "true" : "false", onclick: ev => { text = style; const box = ev.target.closest(".work"); box.replaceWith(citation(n)); } }))) : null;
  return h("div", { class: "work" }, h("div", { class: "row" }, pair, h("span", { style: { flex: "1" } }), copy), body, h("div", { class: "row" }, n.d ? outlink("https://doi.org/" + encodeURI(n.d).replace(/[?#]/g, encodeURIComponent), "doi.org/" + n.d) : n.h ? outlink(n.h, n.h.length > 60 ? n.h.slice(0, 58) + "…" : n.h) : null));
}
function copyText(value) {
  const area = h("textarea", { style: { position: "fixed", opacity: "0" } });
  area.value = value;
  document.body.append(area); area.select();
  try { document.execCommand("copy"); } catch { /* the text can still be marked by hand */ }
  area.remove();
}
function sayings(list) {
  const seen = new Set(), found = [];
  for (const m of list) {
    const [, t, head, note, pages] = D.mentions[m], key = t + "|" + note;
    if (t < 0 || seen.has(key)) continue;
    seen.add(key);
    const where = [head, note && note.length < 8 ? `${T("footnote")} ${note}` : "", pages ? (lang === "ru" ? "с. " : "p. ") + pages : ""].filter(Boolean).join(" · ");
    found.push(h("blockquote", {}, D.texts[t], note.length >= 8 ? h("footer", { text: `${T("footnote")}: ${note}` }) : null, where ? h("footer", { text: where }) : null));
  }
  return found;
}
function paperLine(p) {
  const i = paperNode[p], label = D.papers[p][1];
  return i >= 0 ? h("button", { type: "button", class: "link", onclick: () => choose(i, true) }, badge(N[i].c), h("span", { text: label })) : h("p", {}, h("b", { text: label }));
}
const more = count => (count >= 1 ? h("p", { text: T("and_more", Math.round(count)) }) : null);
function nodeCard(i) {
  const n = N[i], ties = incident[i].filter(j => !isCite(E[j])).sort((a, b) => E[b][6] - E[a][6] || E[b][3] - E[a][3] || E[b][4] - E[a][4]);
  const out = [h("h3", { tabindex: -1, text: n.l })];
  if (title(n) && title(n) !== n.l) out.push(h("p", { text: title(n) }));
  const chips = [n.y || T("no_year"), cited(n)];
  out.push(h("div", { class: "chips" }, n.c ? h("span", { class: "chip" }, badge(n.c), clusterName(n.c)) : null, chips.filter(Boolean).map(c => h("span", { class: "chip", text: c }))));
  out.push(citation(n));
  if (n.p.length) {
    out.push(h("h4", { text: T("citing") }));
    for (const p of n.p) {
      const own = sayings(mentionsOf[i].filter(m => D.mentions[m][0] === p));
      out.push(paperLine(p), ...(own.length > 3 ? [...own.slice(0, 3), h("details", {}, h("summary", { text: `+ ${own.length - 3}` }), own.slice(3))] : own));
      if (!own.length && D.mentions.some(m => m[0] === p)) out.push(h("blockquote", {}, h("footer", { text: T("mentioned_once") })));
    }
    out.push(more((n.n || 0) - n.p.length));
  }
  if (n.k === "p") {
    const shared = D.coupling.filter(c => c[0] === i || c[1] === i);
    if (shared.length) out.push(h("h4", { text: T("coupled") }), h("ul", { class: "plain" }, shared.map(c => goNode(c[0] === i ? c[1] : c[0], `${c[2]}`))));
    const works = incident[i].filter(j => isCite(E[j]) && E[j][0] === i).map(j => E[j][1]).sort((a, b) => (N[b].n || 0) - (N[a].n || 0) || a - b);
    if (works.length) out.push(h("h4", { text: `${T("works_cited")} (${works.length})` }), listed(works.map(j => goNode(j)), 15));
  }
  if (ties.length) {
    out.push(h("h4", { text: `${T("cited_with")} (${ties.length})` }), listed(ties.map(j => {
      const e = E[j], o = e[0] === i ? e[1] : e[0];
      return h("li", {}, h("button", { type: "button", class: "link", onclick: () => chooseEdge(j, true) }, badge(N[o].c), h("span", { text: N[o].l }), h("span", { class: "n", text: e[7] >= 0 && e[7] < 3 ? T(LEVELS[e[7]]) : `n = ${fixed(e[3])}` })));
    })));
  }
  if (n.q && n.q.length) out.push(h("details", {}, h("summary", { text: `${T("printed")} (${n.q.length})` }), n.q.map(([p, raw]) => h("blockquote", {}, raw, h("footer", { text: p >= 0 ? D.papers[p][1] : "" })))));
  return out;
}
function edgeCard(j) {
  const e = E[j], a = N[e[0]], b = N[e[1]];
  const ends = h("ul", { class: "plain" }, goNode(e[0]), goNode(e[1]));
  if (isCite(e)) {
    const p = e[8][0], own = sayings(mentionsOf[e[1]].filter(m => D.mentions[m][0] === p));
    return [h("h3", { tabindex: -1, text: `${a.l} ${T("cites")} ${b.l}` }), ends, h("h4", { text: T("sentences") }), ...(own.length ? own : [h("p", { text: T("mentioned_once") })])];
  }
  const out = [h("h3", { tabindex: -1, text: `${a.l} — ${b.l}` }), ends];
  const rows = [[e[2] === EDGE.link ? T("weight") : T("count"), fixed(e[3])], e[2] === EDGE.link ? null : [T("cosine"), fixed(e[4], 4)], [T("association"), fixed(e[5], 3)], e[7] >= 0 ? [T("proximity"), fixed(e[6], 3)] : null, e[7] >= 0 ? [T("level"), T(LEVELS[e[7]])] : null].filter(Boolean);
  out.push(h("dl", {}, rows.map(([name, v]) => [h("dt", { text: name }), h("dd", { text: v })])));
  const meetings = e[9] || [];
  if (meetings.length) {
    out.push(h("h4", { text: T("sentences") }));
    let last = "";
    for (const [x, y, level] of meetings) {
      const p = D.mentions[x][0], key = p + "|" + level;
      if (key !== last) { out.push(paperLine(p), h("div", { class: "chips" }, h("span", { class: "chip", text: T(LEVELS[level]) }))); last = key; }
      out.push(...sayings([x, y]));
    }
  }
  const rest = (e[8] || []).filter(p => !meetings.some(m => D.mentions[m[0]][0] === p));
  if (rest.length) out.push(h("h4", { text: e[2] === EDGE.coupling ? T("works_cited") : T("count") }), listed(rest.map(p => h("li", {}, paperLine(p)))), more(e[3] - rest.length - new Set(meetings.map(m => D.mentions[m[0]][0])).size));
  return out;
}
function details(focus) {
  const box = $("details");
  box.replaceChildren();
  const body = S.edge >= 0 ? edgeCard(S.edge) : S.node >= 0 ? nodeCard(S.node) : [];
  box.hidden = !body.length;
  if (!body.length) return;
  box.append(h("div", { class: "row head" }, h("h2", { id: "details-h", text: S.edge >= 0 ? T(isCite(E[S.edge]) ? "cites" : "together") : T(KINDS[N[S.node].k]) }), h("button", { type: "button", text: "× " + T("clear"), onclick: clear })), ...body.filter(Boolean));
  panel.scrollTop = 0;
  const head = box.querySelector("h3");
  if (focus && head) head.focus();
  say(S.edge >= 0 ? edgeTold(E[S.edge]) : told(N[S.node]));
}
function slider(id, name, low, high, value, set) {
  const out = h("output", { text: value, for: id });
  return h("div", { class: "slider" }, h("label", { for: id, text: name }), out, h("input", { id, type: "range", min: low, max: high, value, oninput: ev => { out.textContent = ev.target.value; set(+ev.target.value); } }));
}
let soon = 0;
const later = f => { clearTimeout(soon); soon = setTimeout(f, 16); };
const refilter = () => later(() => { filter(); relight(); redraw(); save(); });
function check(id, name, on, set) { return h("div", { class: "check" }, h("input", { id, type: "checkbox", checked: on, onchange: ev => set(ev.target.checked) }), h("label", { for: id, text: name })); }
function clusterRow([c, , size]) {
  const row = h("li", { class: "cluster" });
  const fill = () => row.replaceChildren(
    h("button", { type: "button", class: "link", "aria-pressed": S.cluster === c ? "true" : null, onclick: () => { S.cluster = S.cluster === c ? 0 : c; filter(); redraw(); build(); } }, badge(c), h("span", { text: clusterName(c) }), h("span", { class: "n", text: size })),
    h("button", { type: "button", class: "pen", "aria-label": `${T("rename")}: ${clusterName(c)}`, title: T("rename"), text: "✎", onclick: edit }));
  const edit = () => {
    const input = h("input", { type: "text", value: clusterName(c), "aria-label": T("rename"), maxlength: 80 });
    let done = false;
    const end = keep => { if (done) return; done = true; const v = input.value.trim(); if (keep && v && v !== clusterName(c)) { S.renamed[c] = v; save(); redraw(); } fill(); row.querySelector(".pen").focus(); };
    input.addEventListener("keydown", ev => { ev.stopPropagation(); if (ev.key === "Enter") end(true); if (ev.key === "Escape") end(false); });
    input.addEventListener("blur", () => end(true));
    row.replaceChildren(badge(c), input); input.focus(); input.select();
  };
  fill();
  return row;
}
function build() {
  const keep = panel.scrollTop;
  const why = D.reasons[lang].map(t => h("p", { text: t }));
  const marks = bridge ? ["legend_paper", "legend_bridge", "legend_work"].concat(hasNear ? ["legend_near"] : [], E.some(e => isCite(e) && N[e[1]].k === "p") ? ["legend_cites"] : []) : ["legend_area"];
  const controls = [];
  if (mostCited > 1) controls.push(slider("f-cited", T("min_citations"), 1, mostCited, S.cited, v => { S.cited = v; refilter(); }));
  if (mostCount > 1) controls.push(slider("f-count", T("min_count"), 1, Math.ceil(mostCount), Math.max(1, S.count), v => { S.count = v; refilter(); }));
  if (yearHigh > yearLow) controls.push(slider("f-from", T("year_from"), yearLow, yearHigh, S.from, v => { S.from = v; refilter(); }), slider("f-to", T("year_to"), yearLow, yearHigh, S.to, v => { S.to = v; refilter(); }));
  if (hasNear) {
    const names = ["sentence", "paragraph", "section", "all_papers"];
    const out = h("output", { text: T(names[S.near]), for: "f-near" });
    controls.push(h("div", { class: "slider" }, h("label", { for: "f-near", text: T("near") }), out, h("input", { id: "f-near", type: "range", min: 0, max: 3, value: S.near, "aria-valuetext": T(names[S.near]), oninput: ev => { S.near = +ev.target.value; out.textContent = T(names[S.near]); ev.target.setAttribute("aria-valuetext", T(names[S.near])); refilter(); } })));
  }
  if (bridge) controls.push(check("f-fold", T("fold"), S.fold, on => { S.fold = on; S.opened.clear(); filter(); redraw(); save(); }));
  else if (D.clusters.length > 1) controls.push(check("f-names", T("cluster_names"), S.names, on => { S.names = on; redraw(); save(); }));
  const modes = ["cluster"].concat(yearHigh > yearLow ? ["year"] : []);
  panel.replaceChildren(
    h("section", { id: "details", "aria-labelledby": "details-h" }),
    section("why", T("about"), h("div", { class: "why" }, why), h("ul", { class: "plain marks" }, marks.map(m => h("li", { class: "row" }, sample(m), h("span", { text: T(m) }))))),
    modes.length > 1 ? section("colours", T("colour"), h("div", { class: "segments", role: "group", "aria-labelledby": "colours-h" }, modes.map(m => h("button", { type: "button", "aria-pressed": S.color === m ? "true" : "false", text: m === "cluster" && bridge ? T("colour_paper") : T("colour_" + m), onclick: () => { S.color = m; colourNodes(); build(); legend(); redraw(); save(); } })))) : "",
    D.clusters.length ? section("clusters", bridge ? T("legend") : T("clusters"), h("ul", { class: "plain" }, D.clusters.map(clusterRow))) : "",
    controls.length ? section("filters", T("filters"), ...controls) : "",
    section("take", T("export"), h("div", { class: "row" }, [["picture_svg", takeSvg], ["picture_png", takePng], ["csv_nodes", takeNodes], ["csv_edges", takeEdges], ["link_state", takeLink]].map(([word, f]) => h("button", { type: "button", text: T(word), onclick: f })))),
    section("keys", T("keyboard"), h("div", { class: "keys" }, [["/", "key_search"], ["← → ↑ ↓", "key_arrows"], ["Enter", "key_enter"], ["Esc", "key_escape"], ["+ − 0", "key_zoom"]].flatMap(([key, word]) => [h("kbd", { text: key }), h("span", { text: T(word) })])))
  );
  details();
  panel.scrollTop = keep;
}
function sample(mark) {
  const g = s("svg", { width: 26, height: 22, viewBox: "-13 -11 26 22", "aria-hidden": "true" }), c = D.palette[0], d = D.palette[1];
  if (mark === "legend_paper") g.append(s("rect", { x: -8, y: -8, width: 16, height: 16, rx: 3, fill: c }));
  else if (mark === "legend_bridge") g.append(s("path", { d: "M0 -6A6 6 0 0 1 0 6", fill: "none", stroke: c, "stroke-width": 3.5 }), s("path", { d: "M0 6A6 6 0 0 1 0 -6", fill: "none", stroke: d, "stroke-width": 3.5 }));
  else if (mark === "legend_near") g.append(s("path", { d: "M-11 5L11 -5", stroke: c, "stroke-width": 2.5 }));
  else if (mark === "legend_cites") g.append(s("path", { d: "M-12 0H12", stroke: c, "stroke-width": 2, "stroke-dasharray": "6 4" }));
  else if (mark === "legend_work") g.append(s("circle", { r: 4.5, fill: c }));
  else g.append(s("circle", { cx: -7, r: 3, fill: c }), s("circle", { cx: 4, r: 7, fill: c }));
  return g;
}
function legend() {
  const box = $("legend");
  box.hidden = S.color !== "year" || S.view === "table";
  if (box.hidden) return;
  const bar = h("canvas", { width: 150, height: 1, "aria-hidden": "true" }), ctx = bar.getContext("2d");
  for (let x = 0; x < 150; x++) { ctx.fillStyle = hex(ramp(VIRIDIS, x / 149)); ctx.fillRect(x, 0, 1, 1); }
  box.replaceChildren(h("div", { class: "ramp" }, String(yearLow), bar, String(yearHigh)));
}

/* ---------- tables ---------- */
function table(name, heads, rows) {
  let by = -1, down = true;
  const body = h("tbody", {}), t = h("table", {}, h("caption", { text: `${name} (${rows.length})` }));
  const fill = () => {
    const order = by < 0 ? rows : [...rows].sort((a, b) => { const x = a[by].v, y = b[by].v; return (typeof x === "number" ? x - y : String(x).localeCompare(String(y), lang)) * (down ? -1 : 1); });
    body.replaceChildren(...order.map(r => h("tr", {}, r.map(c => h("td", { class: typeof c.v === "number" ? "n" : null }, c.go ? h("button", { type: "button", class: "link", onclick: c.go, text: c.v }) : typeof c.v === "number" ? (c.v || c.zero ? (c.plain ? String(c.v) : fixed(c.v, 4)) : "") : c.v)))));
  };
  const head = h("tr", {}, heads.map((w, i) => { const th = h("th", { scope: "col", class: rows[0] && typeof rows[0][i].v === "number" ? "n" : null }); th.append(h("button", { type: "button", text: w, onclick: () => { down = by === i ? !down : true; by = i; [...head.children].forEach((o, q) => o.removeAttribute("aria-sort") || (q === i && o.setAttribute("aria-sort", down ? "descending" : "ascending"))); fill(); } })); return th; }));
  t.append(h("thead", {}, head), body);
  fill();
  return t;
}
function tables() {
  const pickNode = i => () => { setView("map"); choose(i, true); }, pickEdge = j => () => { setView("map"); chooseEdge(j, true); };
  const nodes = N.map((n, i) => i).filter(i => seenNode[i]).sort((a, b) => (N[b].n || 0) - (N[a].n || 0) || a - b).map(i => { const n = N[i]; return [{ v: n.l, go: pickNode(i) }, { v: title(n) }, { v: n.y || 0, plain: true }, { v: n.n || 0, zero: true }, { v: n.s || 0 }, { v: clusterName(n.c) || "" }]; });
  const edges = E.map((e, j) => j).filter(j => seenEdge[j] && !isCite(E[j])).sort((a, b) => E[b][6] - E[a][6] || E[b][3] - E[a][3] || E[b][4] - E[a][4]).map(j => { const e = E[j]; return [{ v: N[e[0]].l, go: pickEdge(j) }, { v: N[e[1]].l }, { v: e[3], zero: true }, { v: e[4] }, { v: e[5] }, { v: e[6] }, { v: e[7] >= 0 ? T(LEVELS[e[7]]) : "" }]; });
  const all = [table(T("nodes"), [T("label"), T("title"), T("year"), T("citations"), T("strength"), bridge ? T("paper") : T("cluster")], nodes), table(T("edges"), ["A", "B", "n", T("cosine"), T("association"), T("proximity"), T("level")], edges)];
  if (D.coupling.length) all.push(table(T("coupling"), ["A", "B", "n", T("cosine"), T("title")], D.coupling.map(c => [{ v: N[c[0]].l, go: pickNode(c[0]) }, { v: N[c[1]].l }, { v: c[2] }, { v: c[3] }, { v: c[4].map(w => N[w] ? N[w].l : "").join("; ") }])));
  $("tables").replaceChildren(...all);
}

/* ---------- views ---------- */
const VIEWS = ["map"].concat(N.length > 2 && !bridge ? ["density"] : []).concat(yearHigh > yearLow ? ["timeline"] : []).concat(["table"]);
function setView(view) {
  if (!VIEWS.includes(view)) view = "map";
  const moved = (view === "timeline") !== (S.view === "timeline");
  S.view = view;
  $("tables").hidden = view !== "table";
  $("heat").hidden = view !== "density";
  svg.classList.toggle("dense", view === "density");
  svg.style.display = $("layer").style.display = $("lines").style.display = $("zoom").style.display = view === "table" ? "none" : "";
  if (view === "table") tables(); else { placeNodes(); drawEdges(); if (moved) [k, tx, ty] = fitted(); relight(); redraw(); }
  legend(); top(); save();
  if (view === "table") $("tables").focus();
}
function top() {
  root.lang = lang;
  $("title").textContent = document.title = D.title || T("form_" + D.form);
  $("subtitle").textContent = `${D.title ? T("form_" + D.form) + " · " : ""}${bridge ? T("papers_shown", N.filter(n => n.k === "p").length) + " · " : ""}${T("nodes_shown", N.length)} · ${T("edges_shown", E.length)}`;
  $("views").replaceChildren(...VIEWS.map(v => h("button", { type: "button", "aria-pressed": S.view === v ? "true" : "false", text: T(v), onclick: () => setView(v) })));
  $("views").setAttribute("aria-label", T("map"));
  $("language").textContent = T("language"); $("language").setAttribute("aria-label", T("language_told"));
  $("theme").textContent = dark() ? T("theme_light") : T("theme");
  $("search").placeholder = T("search");
  document.querySelectorAll("[data-text]").forEach(e => { e.textContent = T(e.dataset.text); });
  svg.setAttribute("aria-label", T("map_told"));
  stage.setAttribute("aria-label", T("map"));
  panel.setAttribute("aria-label", T("about"));
  $("found").setAttribute("aria-label", T("search"));
  $("zoom").setAttribute("aria-label", T("zoom"));
  $("zoom").children[0].setAttribute("aria-label", T("zoom_in")); $("zoom").children[1].setAttribute("aria-label", T("zoom_out")); $("zoom").children[2].setAttribute("aria-label", T("fit"));
  $("zoom").querySelectorAll("button").forEach(b => { b.title = b.getAttribute("aria-label"); });
  $("tables").setAttribute("aria-label", T("table"));
  N.forEach(n => n.el.setAttribute("aria-label", told(n)));
}
const retheme = () => { top(); colourNodes(); build(); redraw(); };
$("theme").addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; retheme(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);
$("language").addEventListener("click", () => { lang = lang === "ru" ? "en" : "ru"; top(); build(); legend(); if (S.view === "table") tables(); redraw(); save(); });
$("zoom").addEventListener("click", ev => { const b = ev.target.closest("button"); if (b) b.dataset.zoom === "fit" ? fit() : zoomBy(b.dataset.zoom === "in" ? 1.35 : 1 / 1.35); });
function say(what) { later2(() => { $("said").textContent = what; }); }
let quiet = 0;
const later2 = f => { clearTimeout(quiet); quiet = setTimeout(f, 250); };
function reset() { Object.assign(S, { cited: first.cited, count: first.count, from: yearLow, to: yearHigh, near: 3, cluster: 0 }); S.fold = false; filter(); build(); }

/* ---------- exports ---------- */
function standalone() {
  const [w, hgt] = sizeOf(), css = getComputedStyle(root), v = name => css.getPropertyValue(name).trim();
  const esc = t => t.replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${hgt}" viewBox="0 0 ${w} ${hgt}" font-family="${esc(FONT.replace(/"/g, "'"))}"><title>${esc(document.title)}</title><rect width="100%" height="100%" fill="${v("--paper")}"/>`];
  E.forEach((e, j) => { if (!seenEdge[j]) return; const [c, width, o, dash] = stroke(e), [a, b] = screen(e[0]), [x, y] = screen(e[1]); out.push(`<path d="M${a.toFixed(1)} ${b.toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}" stroke="${c.startsWith("var") ? v("--edge") : c}" stroke-width="${width}" stroke-opacity="${o}" fill="none"${dash ? ' stroke-dasharray="7 5"' : ""}/>`); });
  const copy = NODES.cloneNode(true);
  [...copy.children].forEach(g => {
    const i = +g.dataset.i;
    if (!seenNode[i]) return g.remove();
    const [x, y] = screen(i);
    g.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(k * small).toFixed(4)})`);
    g.querySelectorAll(".halo").forEach(e => e.remove());
    g.querySelectorAll(".disc").forEach(e => { e.setAttribute("stroke", v("--halo")); if (e.classList.contains("hole")) e.setAttribute("fill", v("--card")); });
    g.querySelectorAll(".core").forEach(e => e.setAttribute("fill", v("--ink")));
    g.querySelectorAll("text").forEach(e => { e.setAttribute("text-anchor", "middle"); e.setAttribute("font-weight", "650"); });
    for (const e of [g, ...g.querySelectorAll("*")]) for (const a of ["class", "tabindex", "role", "data-i", "aria-label", "style"]) e.removeAttribute(a);
    out.push(new XMLSerializer().serializeToString(g).replace(/ xmlns="[^"]*"/g, ""));
  });
  for (const [x, y, anchor, label, kind] of svg.labels || []) out.push(`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="${kind === "name" ? 14 : kind ? 12.5 : 11.5}"${kind ? ' font-weight="650"' : ""} fill="${v(kind === "name" ? "--soft" : "--ink")}" stroke="${v("--halo")}" stroke-width="3.4" stroke-linejoin="round" paint-order="stroke">${esc(label)}</text>`);
  return out.join("\n") + "\n</svg>\n";
}
function save_file(name, blob) {
  const url = URL.createObjectURL(blob), a = h("a", { href: url, download: name });
  document.body.append(a); a.click(); a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 4000);
}
const cell = v => { let t = String(v === undefined || v === null ? "" : v); if (/^[=+@]|^-\D/.test(t)) t = "'" + t; return /[",\n]/.test(t) ? `"${t.replace(/"/g, '""')}"` : t; };
const csv = rows => new Blob([rows.map(r => r.map(cell).join(",")).join("\n") + "\n"], { type: "text/csv" });
function takeSvg() { save_file("map.svg", new Blob([standalone()], { type: "image/svg+xml" })); }
function takePng() {
  const [w, hgt] = sizeOf(), img = new Image(), url = URL.createObjectURL(new Blob([standalone()], { type: "image/svg+xml" }));
  img.onload = () => { const c = h("canvas", { width: w * 2, height: hgt * 2 }); c.getContext("2d").drawImage(img, 0, 0, w * 2, hgt * 2); URL.revokeObjectURL(url); c.toBlob(b => save_file("map.png", b)); };
  img.src = url;
}
function takeNodes() { save_file("nodes.csv", csv([["id", "label", "kind", "title", "year", "doi", "citations", "strength", "cluster", "cluster_name"], ...N.filter((n, i) => seenNode[i]).map(n => [n.i, n.l, KINDS[n.k], title(n), n.y || "", n.d || "", n.n, n.s, n.c || "", clusterName(n.c)])])); }
function takeEdges() { const kinds = Object.keys(EDGE); save_file("edges.csv", csv([["source", "target", "kind", "count", "cosine", "association_strength", "proximity", "level"], ...E.filter((e, j) => seenEdge[j]).map(e => [N[e[0]].i, N[e[1]].i, kinds[e[2]], e[3], e[4], e[5], e[6], e[7] >= 0 ? LEVELS[e[7]] : ""])])); }
function takeLink() { save(); copyText(location.href); say(T("copied")); }

/* ---------- the state in the address ---------- */
function save() {
  const q = new URLSearchParams();
  if (S.node >= 0) q.set("node", N[S.node].i);
  if (S.edge >= 0) { q.set("from", N[E[S.edge][0]].i); q.set("to", N[E[S.edge][1]].i); }
  for (const [name, key] of [["view", "view"], ["color", "color"], ["cited", "cited"], ["count", "count"], ["since", "from"], ["until", "to"], ["near", "near"]]) if (S[key] !== first[key]) q.set(name, S[key]);
  if (S.fold) q.set("fold", 1);
  if (S.names !== first.names) q.set("names", S.names ? 1 : 0);
  for (const c of Object.keys(S.renamed)) q.set("c" + c, S.renamed[c]);
  q.set("lang", lang);
  try { history.replaceState(null, "", "#" + q); } catch { /* a viewer without history still shows the map */ }
}
function restore() {
  const q = new URLSearchParams(location.hash.slice(1));
  lang = q.get("lang") in D.words ? q.get("lang") : D.lang in D.words ? D.lang : navigator.language.startsWith("ru") ? "ru" : "en";
  if (q.get("theme") === "dark" || q.get("theme") === "light") root.dataset.theme = q.get("theme");
  const number = (name, key, low, high) => { const v = parseInt(q.get(name), 10); if (v >= low && v <= high) S[key] = v; };
  number("cited", "cited", 1, mostCited); number("count", "count", 0, Math.ceil(mostCount)); number("since", "from", yearLow, yearHigh); number("until", "to", yearLow, yearHigh); number("near", "near", 0, 3);
  if (q.get("color") === "year") S.color = "year";
  if (q.get("fold") === "1") S.fold = bridge;
  if (q.has("names")) S.names = q.get("names") === "1";
  for (const [c] of D.clusters) { const v = q.get("c" + c); if (v) S.renamed[c] = v.slice(0, 80); }
  const i = index.get(q.get("node")), a = index.get(q.get("from")), b = index.get(q.get("to"));
  if (i !== undefined) S.node = i;
  else if (a !== undefined && b !== undefined) S.edge = E.findIndex(e => e[0] === a && e[1] === b);
  return VIEWS.includes(q.get("view")) ? q.get("view") : "map";
}
addEventListener("hashchange", () => { const view = restore(); filter(); colourNodes(); build(); setView(view); });
addEventListener("beforeprint", () => { tables(); $("tables").hidden = false; });
addEventListener("afterprint", () => { $("tables").hidden = S.view !== "table"; });

/* ---------- begin ---------- */
makeNodes();
const view = restore();
filter(); placeNodes(); colourNodes(); build();
S.view = view === "timeline" ? "timeline" : "map";
if (N.length) rove(priority.find(i => seenNode[i]) ?? 0, false);
setView(view);
if (view !== "table") fit();
mark();
  relight();
  paint();
  settle();
root.dataset.ready = "1";
})();
