/*
 * The map. Segments lie on a Hilbert curve, which keeps neighbouring prefixes neighbours: a curve for
 * each /16 (or /48 of IPv6), since all between them may be empty. Where most of such a block was
 * swept, each place on its curve is the same stretch of addresses; else segments stand on it one
 * after the other. Cells of one look are one path, so that 65,536 of them are drawn at once, and what
 * lies under the pointer is looked up.
 */

/** Where a place on the curve lies in a square of so many places a side. */
function hilbert(side, place) {
  let x = 0;
  let y = 0;
  for (let s = 1; s < side; s *= 2) {
    const rx = 1 & (place / 2);
    const ry = 1 & (place ^ rx);
    if (ry === 0) {
      if (rx === 1) {
        x = s - 1 - x;
        y = s - 1 - y;
      }
      [x, y] = [y, x];
    }
    x += s * rx;
    y += s * ry;
    place = Math.floor(place / 4);
  }
  return [x, y];
}

/** The rectangle of an aligned stretch of a power of two places. */
function rectangle(side, first, span) {
  const [ax, ay] = hilbert(side, first);
  if (span === 1) {
    return {x: ax, y: ay, width: 1, height: 1};
  }
  const half = Math.pow(2, Math.floor(Math.log2(span) / 2));
  const aligned = (at) => {
    const [x, y] = hilbert(side, at);
    return [x - x % half, y - y % half];
  };
  const [bx, by] = aligned(first);
  const [cx, cy] = aligned(first + span - 1);
  return {
    x: Math.min(bx, cx), y: Math.min(by, cy),
    width: Math.abs(bx - cx) + half, height: Math.abs(by - cy) + half,
  };
}

/** Places the segments of one block; those of shorter prefixes first, so that others lie on them. */
function placed(segments) {
  const unit = Math.min(...segments.map((segment) => segment.size));
  const first = Math.min(...segments.map((segment) => segment.offset));
  const last = Math.max(...segments.map((segment) => segment.offset + segment.size));
  let square = unit;
  while (Math.floor(first / square) !== Math.floor((last - 1) / square)) {
    square *= 4;
  }
  const side = Math.sqrt(square / unit);
  const start = Math.floor(first / square) * square;
  const covered = segments.reduce((sum, segment) => sum + segment.size, 0);
  if (side <= 256 && covered * 4 >= square) {
    const sorted = [...segments].sort((a, b) => b.size - a.size);
    return sorted.map((segment) => ({
      segment, ...rectangle(side, (segment.offset - start) / unit, segment.size / unit),
    }));
  }
  let curve = 1;
  while (curve * curve < segments.length) {
    curve *= 2;
  }
  return segments.map((segment, i) => ({segment, ...rectangle(curve, i, 1)}));
}

function blocksOf(segments) {
  const blocks = new Map();
  segments.forEach((segment) => {
    if (!blocks.has(segment.block)) {
      blocks.set(segment.block, []);
    }
    blocks.get(segment.block).push(segment);
  });
  return [...blocks].map(([label, members]) => {
    const cells = placed(members);
    const left = Math.min(...cells.map((cell) => cell.x));
    const top = Math.min(...cells.map((cell) => cell.y));
    cells.forEach((cell) => {
      cell.x -= left;
      cell.y -= top;
    });
    const width = Math.max(...cells.map((cell) => cell.x + cell.width));
    const height = Math.max(...cells.map((cell) => cell.y + cell.height));
    const at = new Array(width * height).fill(null);
    cells.forEach((cell) => {
      for (let y = cell.y; y < cell.y + cell.height; y++) {
        at.fill(cell, y * width + cell.x, y * width + cell.x + cell.width);
      }
    });
    return {label, cells, width, height, at};
  });
}

function cellPixels(segments) {
  return segments <= 64 ? 36 : segments <= 1024 ? 22 : segments <= 4096 ? 14 : segments <= 16384 ? 8 : 4;
}

function drawBlock(block, size) {
  const svg = drawn("svg", {
    width: block.width * size, height: block.height * size,
    viewBox: "-1 -1 " + (block.width * size + 2) + " " + (block.height * size + 2),
    "aria-hidden": "true",
  });
  const paths = new Map();
  const add = (look, d) => paths.set(look, (paths.get(look) || "") + d);
  const overlays = [];
  block.cells.forEach((cell) => {
    const look = lookOf(cell.segment);
    const d = "M" + cell.x * size + " " + cell.y * size + "h" + cell.width * size + "v"
      + cell.height * size + "h" + -cell.width * size + "z";
    add("cell f-" + look.fill + " " + look.degree, d);
    if (look.pattern && size >= 8) {
      add("pattern " + look.fill + (look.degree === "few" ? " faint" : ""), d);
    }
    if (look.glyph && size >= 14) {
      overlays.push(drawn("text", {
        class: "glyph", x: (cell.x + cell.width / 2) * size, y: (cell.y + cell.height / 2) * size,
      }, look.glyph));
    }
    if (cell.segment.found) {
      add("found", d);
    }
  });
  for (const [look, d] of paths) {
    svg.append(look.startsWith("pattern ")
      ? drawn("path", {d, fill: "url(#p-" + look.split(" ")[1] + ")", class: look.endsWith(" faint") ? "faint" : "bold"})
      : drawn("path", {d, class: look}));
  }
  svg.append(...overlays);
  block.cursor = drawn("rect", {class: "cursor", visibility: "hidden"});
  block.mark = drawn("rect", {class: "cursor", visibility: "hidden"});
  svg.append(block.mark, block.cursor);
  return svg;
}

function frame(rect, cell, size) {
  rect.setAttribute("visibility", cell ? "visible" : "hidden");
  if (cell) {
    rect.setAttribute("x", cell.x * size);
    rect.setAttribute("y", cell.y * size);
    rect.setAttribute("width", cell.width * size);
    rect.setAttribute("height", cell.height * size);
  }
}

function buildMap() {
  const home = byId("map-cells");
  const tip = byId("tip");
  const size = cellPixels(SEGMENTS.length);
  const blocks = blocksOf(SEGMENTS);
  const cursor = {block: 0, x: 0, y: 0};
  const where = new Map();

  blocks.forEach((block, number) => {
    block.svg = drawBlock(block, size);
    block.cells.forEach((cell) => where.set(cell.segment, {block, cell, number}));
    const cellAt = (event) => {
      const box = block.svg.getBoundingClientRect();
      const x = Math.floor((event.clientX - box.left) / box.width * block.width);
      const y = Math.floor((event.clientY - box.top) / box.height * block.height);
      return x >= 0 && y >= 0 && x < block.width && y < block.height ? block.at[y * block.width + x] : null;
    };
    block.svg.addEventListener("pointermove", (event) => {
      const cell = cellAt(event);
      tip.hidden = cell === null;
      if (cell !== null) {
        showTip(cell.segment, event.clientX, event.clientY);
      }
    });
    block.svg.addEventListener("pointerleave", () => { tip.hidden = true; });
    block.svg.addEventListener("click", (event) => {
      const cell = cellAt(event);
      if (cell !== null) {
        Object.assign(cursor, {block: number, x: cell.x, y: cell.y});
        choice.set(cell.segment);
      }
    });
    const label = block.cells.length === 1 ? block.cells[0].segment.prefix : block.label;
    home.append(node("figure", {}, node("figcaption", {}, label), block.svg));
  });

  function showTip(segment, x, y) {
    tip.textContent = tellSegment(segment).join("\n");
    tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = Math.max(4, Math.min(y + 14, innerHeight - tip.offsetHeight - 8)) + "px";
  }

  function look() {
    blocks.forEach((block, number) => {
      const cell = block.at[cursor.y * block.width + cursor.x];
      frame(block.cursor, number === cursor.block && document.activeElement === home ? cell : null, size);
    });
  }

  function say() {
    const block = blocks[cursor.block];
    const cell = block.at[cursor.y * block.width + cursor.x];
    look();
    byId("map-says").textContent = cell ? tellSegment(cell.segment).join("; ") : "";
    tip.hidden = !cell;
    if (cell) {
      block.svg.scrollIntoView({block: "nearest", inline: "nearest"});
      const box = block.svg.getBoundingClientRect();
      showTip(cell.segment, box.left + (cell.x + cell.width) * size, box.top + (cell.y + cell.height) * size);
    }
  }

  /** Goes on in a direction to the next cell, over the edge into the next block. */
  function walk(dx, dy) {
    const block = blocks[cursor.block];
    const from = block.at[cursor.y * block.width + cursor.x];
    for (let x = cursor.x + dx, y = cursor.y + dy;
      x >= 0 && y >= 0 && x < block.width && y < block.height; x += dx, y += dy) {
      const cell = block.at[y * block.width + x];
      if (cell && cell !== from) {
        Object.assign(cursor, {x, y});
        return;
      }
    }
    const next = cursor.block + (dx + dy);
    if (next >= 0 && next < blocks.length) {
      const other = blocks[next].cells;
      const cell = dx + dy > 0 ? other[0] : other[other.length - 1];
      Object.assign(cursor, {block: next, x: cell.x, y: cell.y});
    }
  }

  home.addEventListener("keydown", (event) => {
    const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    if (blocks.length === 0) {
      return;
    }
    if (event.key in steps) {
      walk(...steps[event.key]);
      say();
    } else if (event.key === "Enter" || event.key === " ") {
      const block = blocks[cursor.block];
      const cell = block.at[cursor.y * block.width + cursor.x];
      choice.set(cell ? cell.segment : null);
    } else if (event.key === "Escape") {
      choice.set(null);
    } else {
      return;
    }
    event.preventDefault();
  });
  home.addEventListener("focus", () => {
    if (blocks.length > 0) {
      const first = blocks[cursor.block];
      if (!first.at[cursor.y * first.width + cursor.x]) {
        Object.assign(cursor, {x: first.cells[0].x, y: first.cells[0].y});
      }
      look();
    }
  });
  home.addEventListener("blur", () => { look(); tip.hidden = true; });

  choice.listeners.push((segment) => {
    const place = segment && where.get(segment);
    blocks.forEach((block) => frame(block.mark, place && place.block === block ? place.cell : null, size));
    const box = byId("chosen");
    box.hidden = !segment;
    box.replaceChildren(...(segment === null ? [] : [
      ...tellSegment(segment).map((line) => node("p", {}, line)),
      node("button", {type: "button", onclick: () => byId("hosts").scrollIntoView()}, "Go to its hosts"),
      " ",
      node("button", {type: "button", onclick: () => choice.set(null)}, "Let it go"),
    ]));
  });

  const kept = SEGMENTS.length;
  byId("map-note").textContent = count(DATA.segmentCount) + " segments were swept"
    + (kept < DATA.segmentCount
      ? "; the map shows " + count(kept) + ": those with failures or trouble, then those with hosts, then others."
      : ".")
    + " Colour, letter and pattern say what most of a segment's failures are consistent with; the fuller"
    + " the colour, the more of its expected hosts fail. Frames mark findings.";
  buildLegend();
  buildSegmentTable();
}

function buildLegend() {
  const sample = (fill, degree, glyph) => {
    const svg = drawn("svg", {width: 22, height: 22, "aria-hidden": "true"});
    svg.append(drawn("rect", {class: "cell f-" + fill + " " + degree, width: 22, height: 22}));
    if (glyph && fill !== "ok") {
      svg.append(drawn("rect", {width: 22, height: 22, fill: "url(#p-" + fill + ")"}));
    }
    svg.append(drawn("text", {class: "glyph", x: 11, y: 11}, glyph));
    return svg;
  };
  const used = new Set(SEGMENTS.map((segment) => lookOf(segment).fill));
  const entries = CAUSES.filter((cause) => used.has(cause))
    .map((cause) => [sample(cause, "most", LETTERS[cause]), cause]);
  if (used.size > 0) {
    entries.push([sample("ok", "calm", ""), "hosts are well; a letter here: fewer than 5 % are not"]);
  }
  if (SEGMENTS.some((segment) => segment.failures === 0 && segment.degraded > 0)) {
    entries.push([sample("ok", "calm", "c"), "small letter: none fails, some are degraded"]);
  }
  if (used.has("empty")) {
    entries.push([sample("empty", "", ""), "no host is expected"]);
  }
  if (used.has("unknown")) {
    entries.push([sample("unknown", "", ""), "the scanner could not judge"]);
  }
  byId("legend").replaceChildren(...entries.map(([svg, text]) => node("li", {}, svg, text)));
}

/** The map for those who do not see it; made when it is opened, as it may be long. */
function buildSegmentTable() {
  const MOST = 2000;
  byId("segment-details").addEventListener("toggle", () => {
    const home = byId("segment-table");
    if (home.firstChild) {
      return;
    }
    const worst = [...SEGMENTS].sort((a, b) => b.found - a.found || b.failures - a.failures || b.degraded - a.degraded);
    home.append(table("Segments, those with most failures first",
      [{label: "segment"}, {label: "name"}, {label: "cause"}, {label: "failures", number: true},
        {label: "expected", number: true}, {label: "ratio", number: true}, {label: "degraded", number: true},
        {label: "swept", number: true}, {label: "p50 ms", number: true}, {label: "note"}],
      worst.slice(0, MOST).map((segment) => [
        node("button", {type: "button", onclick: () => choice.set(segment)}, segment.prefix),
        segment.name, segment.failures > 0 ? segment.cause : segment.degradedCause, count(segment.failures),
        count(segment.expected), share(segment.failures, segment.expected), count(segment.degraded),
        count(segment.swept), millis(segment.p50), segment.note])));
    if (worst.length > MOST) {
      home.append(node("p", {className: "note"}, "and " + count(worst.length - MOST) + " more"));
    }
  });
}
