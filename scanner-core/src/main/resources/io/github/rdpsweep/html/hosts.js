/*
 * The table of hosts. Only the rows in view are in the document; columns are typed arrays, and words
 * that repeat are numbers with a list beside them, so that 100,000 rows are sorted and searched at
 * once. Rows are in the order of their addresses.
 */

const ROW_HEIGHT = 30;
const SPARE_ROWS = 12;

const VERDICT_ORDER = ["failing", "degraded", "unknown", "ok", "absent"];

/** Columns that the table shows, where there is anything in them; the others are told of one host. */
const SHOWN = ["address", "port", "target", "segment", "segment_name", "verdict", "cause", "outcome", "detail",
  "connect_ms", "negotiate_ms", "tls_ms", "identity_ms", "rtt_ms", "loss_pct", "selected_protocol", "tls_version",
  "dns_name", "os_name", "policy_violations"];

const HOSTS = unpacked(DATA.hosts);

function hostText(column, row) {
  const value = HOSTS.columns[column][row];
  if (HOSTS.words[column]) {
    return HOSTS.words[column][value];
  }
  return Number.isNaN(value) ? "" : column.endsWith("_ms") || column.endsWith("_pct") ? millis(value) : String(value);
}

function buildHosts() {
  const scroll = byId("host-scroll");
  const body = byId("host-rows");
  const shown = SHOWN.filter((name) => HOSTS.names.includes(name) && !(name === "target" && isRepeated()));
  let order = startOrder();
  let rows = order;
  let sorted = {column: "verdict", descending: false};
  let chosen = -1;
  let first = -1;

  byId("host-table").prepend(node("colgroup", {}, ...shown.map((name) => {
    const column = node("col");
    column.style.width = widthOf(name) + "ch";
    return column;
  })));
  byId("host-table").style.width = shown.reduce((sum, name) => sum + widthOf(name), 0) + "ch";
  byId("host-head").append(...shown.map((name) => {
    const head = node("th", {scope: "col", "data-column": name},
      node("button", {type: "button", onclick: () => sortBy(name)}, name.replaceAll("_", " ")));
    head.classList.toggle("number", !HOSTS.words[name]);
    return head;
  }));

  /** Whether targets are the addresses, which are there already. */
  function isRepeated() {
    const {address, target} = HOSTS.columns;
    return !address || target.every((word, row) => HOSTS.words.target[word] === HOSTS.words.address[address[row]]);
  }

  /** Room for what is in a column, so that columns do not move while rows come and go. */
  function widthOf(name) {
    const words = HOSTS.words[name] || [];
    const longest = words.reduce((most, word) => Math.max(most, word.length), HOSTS.words[name] ? 0 : 9);
    return Math.min(44, Math.max(longest, name.length + 3)) + 3;
  }

  /** Those that fail first, by address. */
  function startOrder() {
    const all = Uint32Array.from({length: HOSTS.size}, (_, i) => i);
    const words = HOSTS.words.verdict || [];
    const rank = Int32Array.from(words, (word) => VERDICT_ORDER.indexOf(word));
    const verdicts = HOSTS.columns.verdict;
    return verdicts ? all.sort((a, b) => rank[verdicts[a]] - rank[verdicts[b]] || a - b) : all;
  }

  function sortBy(name) {
    const started = performance.now();
    sorted = {column: name, descending: sorted.column === name ? !sorted.descending : false};
    order = orderBy(name, sorted.descending);
    apply();
    scroll.scrollTop = 0;
    document.documentElement.dataset.sortMs = (performance.now() - started).toFixed(1);
  }

  /** Empty cells come last, whichever way. */
  function orderBy(name, descending) {
    if (name === "verdict") {
      const all = startOrder();
      return descending ? all.reverse() : all;
    }
    const values = HOSTS.columns[name];
    let key = values;
    if (name === "address") {
      key = Float64Array.from({length: HOSTS.size}, (_, i) => i);
    } else if (HOSTS.words[name]) {
      const words = HOSTS.words[name];
      const rank = new Float64Array(words.length);
      [...words.keys()].sort((a, b) => (words[a] < words[b] ? -1 : words[a] > words[b] ? 1 : 0))
        .forEach((word, place) => { rank[word] = words[word] === "" ? NaN : place; });
      key = Float64Array.from(values, (word) => rank[word]);
    }
    const sign = descending ? -1 : 1;
    const present = [];
    const absent = [];
    for (let i = 0; i < HOSTS.size; i++) {
      (Number.isNaN(key[i]) ? absent : present).push(i);
    }
    const result = new Uint32Array(HOSTS.size);
    result.set(Uint32Array.from(present).sort((a, b) => sign * (key[a] - key[b]) || a - b));
    result.set(absent, present.length);
    return result;
  }

  function matcher() {
    const text = byId("filter-text").value.trim().toLowerCase();
    const tests = [];
    for (const name of ["verdict", "cause", "outcome"]) {
      const wanted = byId("filter-" + name).value;
      if (wanted !== "" && HOSTS.words[name]) {
        const word = HOSTS.words[name].indexOf(wanted === "none" ? "" : wanted);
        tests.push((row) => HOSTS.columns[name][row] === word);
      }
    }
    if (choice.segment !== null) {
      const number = SEGMENTS.indexOf(choice.segment);
      tests.push((row) => HOSTS.segmentOf[row] === number);
    }
    if (text !== "") {
      const hits = Object.entries(HOSTS.words)
        .map(([name, words]) => [HOSTS.columns[name], words.map((word) => word.toLowerCase().includes(text))])
        .filter(([, matches]) => matches.includes(true));
      tests.push((row) => hits.some(([values, matches]) => matches[values[row]]));
    }
    return (row) => tests.every((test) => test(row));
  }

  function apply() {
    const matches = matcher();
    rows = order.filter(matches);
    byId("host-count").textContent = rows.length === HOSTS.size
      ? count(HOSTS.size) + " rows"
      : count(rows.length) + " of " + count(HOSTS.size) + " rows";
    byId("host-table").setAttribute("aria-rowcount", rows.length + 1);
    document.querySelectorAll("#host-head th").forEach((head) => {
      if (head.dataset.column === sorted.column) {
        head.setAttribute("aria-sort", sorted.descending ? "descending" : "ascending");
      } else {
        head.removeAttribute("aria-sort");
      }
    });
    const segment = byId("filter-segment");
    segment.hidden = choice.segment === null;
    segment.textContent = choice.segment === null ? "" : "Only " + choice.segment.prefix + " \u2715";
    segment.setAttribute("aria-label", choice.segment === null ? "" : "Show all segments, not only " + choice.segment.prefix);
    first = -1;
    render();
  }

  function render(all = 0) {
    const visible = Math.ceil(scroll.clientHeight / ROW_HEIGHT) + 2 * SPARE_ROWS;
    const from = all ? 0 : Math.max(0, Math.floor(scroll.scrollTop / ROW_HEIGHT) - SPARE_ROWS);
    const start = from - from % SPARE_ROWS;
    if (start === first && !all) {
      return;
    }
    first = start;
    const end = Math.min(rows.length, start + (all || visible + SPARE_ROWS));
    const made = [gap(start)];
    for (let i = start; i < end; i++) {
      made.push(line(i));
    }
    made.push(gap(all ? 0 : rows.length - end));
    body.replaceChildren(...made);
  }

  function gap(number) {
    const cell = node("td", {colSpan: shown.length});
    cell.style.height = number * ROW_HEIGHT + "px";
    return node("tr", {className: "gap", hidden: number === 0, "aria-hidden": "true"}, cell);
  }

  function line(i) {
    const row = rows[i];
    const made = node("tr", {className: "row", tabIndex: -1, "aria-rowindex": i + 2, "aria-selected": row === chosen});
    made.dataset.row = row;
    made.dataset.place = i;
    shown.forEach((name, column) => {
      const text = hostText(name, row);
      const cell = document.createElement(column === 0 ? "th" : "td");
      if (column === 0) {
        cell.scope = "row";
      }
      if (!HOSTS.words[name]) {
        cell.className = "number";
      }
      cell.textContent = text;
      if (text.length > 24) {
        cell.title = text;
      }
      made.append(cell);
    });
    return made;
  }

  function tell(row) {
    chosen = row;
    const box = byId("host-facts");
    box.hidden = row < 0;
    body.querySelectorAll("tr.row").forEach((each) => each.setAttribute("aria-selected", Number(each.dataset.row) === row));
    if (row < 0) {
      return;
    }
    const facts = node("dl", {className: "facts"});
    HOSTS.names.forEach((name) => {
      const text = hostText(name, row);
      if (text !== "") {
        facts.append(node("dt", {}, name), node("dd", {}, text));
      }
    });
    box.replaceChildren(facts);
  }

  /** Walks through the rows by keys, with the focus on the row. */
  function walk(event) {
    const line = event.target.closest("tr.row");
    if ((event.key === "Enter" || event.key === " ") && line) {
      tell(Number(line.dataset.row));
      event.preventDefault();
      return;
    }
    const steps = {ArrowDown: 1, ArrowUp: -1};
    if (!(event.key in steps) || rows.length === 0) {
      return;
    }
    const place = line ? Number(line.dataset.place) + steps[event.key] : Math.floor(scroll.scrollTop / ROW_HEIGHT);
    if (place < 0 || place >= rows.length) {
      return;
    }
    event.preventDefault();
    const head = byId("host-head").offsetHeight;
    if (place * ROW_HEIGHT < scroll.scrollTop) {
      scroll.scrollTop = place * ROW_HEIGHT;
    } else if ((place + 1) * ROW_HEIGHT > scroll.scrollTop + scroll.clientHeight - head) {
      scroll.scrollTop = (place + 1) * ROW_HEIGHT - scroll.clientHeight + head;
    }
    render();
    const wanted = body.querySelector('tr[data-place="' + place + '"]');
    if (wanted) {
      wanted.focus({preventScroll: true});
    }
  }

  for (const name of ["verdict", "cause", "outcome"]) {
    const values = HOSTS.columns[name] || [];
    const words = (HOSTS.words[name] || []).filter((word) => word !== "" || values.includes(0)).sort();
    byId("filter-" + name).append(node("option", {value: ""}, "all"),
      ...words.map((word) => node("option", {value: word || "none"}, word || "none")));
    byId("filter-" + name).addEventListener("change", apply);
  }
  byId("filter-text").addEventListener("input", apply);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(() => choice.set(null)));
  byId("filter-segment").addEventListener("click", () => choice.set(null));
  choice.listeners.push(apply);
  scroll.addEventListener("scroll", () => render());
  scroll.addEventListener("keydown", walk);
  body.addEventListener("click", (event) => {
    const line = event.target.closest("tr.row");
    if (line) {
      tell(Number(line.dataset.row));
    }
  });
  addEventListener("resize", () => { first = -1; render(); });
  addEventListener("beforeprint", () => render(PRINTED_ROWS));
  addEventListener("afterprint", () => { first = -1; render(); });

  const note = byId("sample-note");
  note.hidden = HOSTS.size === DATA.rows;
  note.textContent = count(HOSTS.size) + " of " + count(DATA.rows) + " rows are in this page: " + DATA.sampling
    + " All counts, findings and percentiles above are of all rows; the results CSV has each of them.";
  apply();
}

/** A page of paper ends somewhere; the CSV has the rest. */
const PRINTED_ROWS = 200;
