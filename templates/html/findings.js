"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const byId = id => document.getElementById(id);
  const body = document.querySelector("tbody");
  const rows = [...body.rows];
  const search = byId("search"), rule = byId("rule"), file = byId("file"), mendable = byId("mendable");
  const boxes = [...form.querySelectorAll("[name=severity]")];
  const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let texts = null;
  form.hidden = false;

  const wanted = () => {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    const grave = new Set(boxes.filter(box => box.checked).map(box => box.value));
    if (words.length && !texts) texts = new Map(rows.map(row => [row, folded(row.textContent)]));
    return row => grave.has(row.dataset.severity)
      && (!rule.value || row.dataset.code === rule.value)
      && (!file || !file.value || row.dataset.file === file.value)
      && (!mendable || !mendable.checked || "mend" in row.dataset)
      && words.every(word => texts.get(row).includes(word));
  };
  const filter = () => {
    const keep = wanted();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !keep(row);
      shown += row.hidden ? 0 : 1;
    }
    byId("nothing").hidden = shown > 0;
    byId("said").textContent = shown === rows.length ? `All ${shown} findings are shown.` : `${shown} of ${rows.length} findings are shown.`;
  };

  const grades = { error: 0, warning: 1, info: 2 };
  const keys = {
    severity: row => grades[row.dataset.severity],
    code: row => row.dataset.code,
    place: row => +row.dataset.n,
    reference: row => folded(row.cells[4].textContent),
  };
  const heads = [...document.querySelectorAll("th[data-by]")];
  const sort = head => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = keys[head.dataset.by], sign = down ? -1 : 1;
    const keyed = rows.map(row => [key(row), +row.dataset.n, row]);
    keyed.sort((a, b) => (a[0] < b[0] ? -sign : a[0] > b[0] ? sign : a[1] - b[1]));
    rows.splice(0, rows.length, ...keyed.map(item => item[2]));
    body.append(...rows);
  };
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => sort(head));
  }

  const step = by => {
    const seen = rows.filter(row => !row.hidden);
    const at = seen.indexOf(document.activeElement.closest("tbody tr"));
    const next = seen[at < 0 ? 0 : at + by];
    if (next) next.focus();
    else if (by < 0) search.focus();
  };
  const reset = () => {
    form.reset();
    filter();
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], select");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape") {
      reset();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.target === search || event.target.closest("tbody"))) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("input", filter);
  filter();
})();
