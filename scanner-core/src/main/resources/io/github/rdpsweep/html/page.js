"use strict";

/*
 * What the parts of the page share. Text of hosts comes from strangers: it is only ever set as the
 * text of a node, and nothing of it becomes markup, an address or a style.
 */

const DATA = JSON.parse(document.getElementById("data").textContent);
const CAUSES = ["network", "firewall", "service", "compatibility", "undetermined"];
const LETTERS = {network: "N", firewall: "F", service: "S", compatibility: "C", undetermined: "?"};
const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);
const count = (number) => number.toLocaleString("en-US");
const share = (part, all) => (all === 0 ? "" : (100 * part / all).toFixed(1) + " %");
const millis = (value) => (value === null || value === undefined ? "" : value.toFixed(3));

/** A node with properties or attributes, and what is in it; strings become text. */
function node(name, properties = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made && key !== "role") {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...inside.filter((each) => each !== null));
  return made;
}

function drawn(name, attributes = {}, text = null) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  if (text !== null) {
    made.textContent = text;
  }
  return made;
}

/** A table of texts; numbers stand to the right. */
function table(caption, head, rows) {
  const line = (cells, tag) =>
    node("tr", {}, ...cells.map((cell, i) => {
      const isHead = tag === "th" || i === 0;
      const made = node(isHead ? "th" : "td", {}, cell instanceof Node ? cell : String(cell));
      if (isHead) {
        made.scope = tag === "th" ? "col" : "row";
      }
      made.classList.toggle("number", head[i].number === true);
      return made;
    }));
  return node("table", {},
    node("caption", {className: "unseen"}, caption),
    node("thead", {}, line(head.map((column) => column.label), "th")),
    node("tbody", {}, ...rows.map((row) => line(row, "td"))));
}

/** The segments as objects, in the order of their addresses. */
const SEGMENTS = DATA.segments.map((row) => {
  const segment = {};
  DATA.segmentColumns.forEach((column, i) => { segment[column] = row[i]; });
  return segment;
});

/** How a segment is shown: by what most of its trouble is consistent with, and how much there is. */
function lookOf(segment) {
  const cause = (segment.failures > 0 ? segment.cause : segment.degradedCause) || "undetermined";
  const ratio = (segment.failures > 0 ? segment.failures : segment.degraded) / segment.expected;
  if (segment.expected === 0) {
    return {fill: segment.unknown > 0 ? "unknown" : "empty", degree: "", glyph: "", pattern: false};
  }
  if (ratio === 0) {
    return {fill: "ok", degree: "calm", glyph: "", pattern: false};
  }
  const glyph = segment.failures > 0 ? LETTERS[cause] : LETTERS[cause].toLowerCase();
  if (ratio < 0.05) { // single hosts, of which a map of segments says no more than that
    return {fill: "ok", degree: "calm", glyph, pattern: false};
  }
  const degree = segment.failures === 0 || ratio < 0.2 ? "few" : ratio < 0.5 ? "some" : "most";
  return {fill: cause, degree, glyph, pattern: true};
}

/** What is told of a segment, in a line or a few. */
function tellSegment(segment) {
  const lines = [segment.prefix + (segment.name ? " (" + segment.name + ")" : "")];
  if (segment.expected > 0) {
    lines.push(count(segment.failures) + " of " + count(segment.expected) + " expected hosts fail ("
      + share(segment.failures, segment.expected) + ")"
      + (segment.failures > 0 && segment.cause ? ": " + segment.cause : ""));
  } else {
    lines.push("no host is expected here");
  }
  if (segment.degraded > 0) {
    lines.push(count(segment.degraded) + " degraded"
      + (segment.degradedCause ? ": " + segment.degradedCause : ""));
  }
  if (segment.unknown > 0) {
    lines.push(count(segment.unknown) + " unknown: the scanner could not judge them");
  }
  lines.push(count(segment.swept) + " targets swept"
    + (segment.p50 === null ? "" : ", median round trip " + millis(segment.p50) + " ms"));
  if (segment.note) {
    lines.push(segment.note);
  }
  return lines;
}

/** The chosen segment, and who wants to know of another one. */
const choice = {
  segment: null,
  listeners: [],
  set(segment) {
    this.segment = segment;
    this.listeners.forEach((listener) => listener(segment));
  },
};
