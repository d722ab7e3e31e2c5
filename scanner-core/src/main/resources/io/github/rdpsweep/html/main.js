/* Puts the page together. */

function filterBy(name, value) {
  byId("filter-" + name).value = value;
  byId("filter-" + name).dispatchEvent(new Event("change"));
  byId("hosts").scrollIntoView();
}

function buildVerdicts() {
  const all = DATA.verdicts.reduce((sum, [, number]) => sum + number, 0);
  byId("verdict-list").append(...DATA.verdicts.filter(([, number]) => number > 0).map(([verdict, number]) =>
    node("li", {}, node("button", {type: "button", className: "v-" + verdict, onclick: () => filterBy("verdict", verdict)},
      node("b", {}, count(number)), verdict + ", " + share(number, all)))));
}

function buildFindings() {
  const segmentsOf = DATA.findings.map(() => []);
  SEGMENTS.forEach((segment) => {
    if (segment.found > 0 && segment.found <= segmentsOf.length) {
      segmentsOf[segment.found - 1].push(segment);
    }
  });
  byId("no-findings").hidden = DATA.findings.length > 0;
  byId("finding-list").append(...DATA.findings.map((finding, number) => {
    const known = segmentsOf[number].slice(0, 12);
    return node("li", {},
      node("p", {}, finding.sentence),
      node("p", {className: "next"}, finding.next),
      ...finding.traces.map((trace) => node("p", {className: "note"}, trace)),
      known.length === 0 ? null : node("div", {className: "prefixes screen"}, "Show on the map: ",
        ...known.map((segment) => node("button", {type: "button", onclick: () => {
          choice.set(segment);
          byId("map").scrollIntoView();
        }}, segment.prefix))));
  }));
  if (DATA.findingCount > DATA.findings.length) {
    byId("findings").append(node("p", {className: "note"}, "and " + count(DATA.findingCount - DATA.findings.length) + " more"));
  }
}

function buildOutcomes() {
  const most = Math.max(1, ...DATA.outcomes.map(([, number]) => number));
  const all = DATA.outcomes.reduce((sum, [, number]) => sum + number, 0);
  byId("outcome-bars").append(
    node("thead", {className: "unseen"}, node("tr", {},
      ...["outcome", "share of the most frequent", "targets", "share"].map((label) => node("th", {scope: "col"}, label)))),
    node("tbody", {}, ...DATA.outcomes.filter(([, number]) => number > 0).map(([outcome, number]) => {
      const bar = node("div", {className: "bar"});
      bar.style.width = 100 * number / most + "%";
      return node("tr", {},
        node("th", {scope: "row"}, node("button", {type: "button", onclick: () => filterBy("outcome", outcome)}, outcome)),
        node("td", {}, bar),
        node("td", {className: "number"}, count(number)),
        node("td", {className: "number"}, share(number, all)));
    })));
}

function buildChanges() {
  const changes = DATA.changes;
  byId("changes").hidden = byId("changes-link").hidden = changes === null;
  if (changes === null) {
    return;
  }
  byId("changes-note").textContent = changes.note;
  const home = byId("change-list");
  if (changes.kinds.length === 0) {
    home.append(node("p", {}, "Nothing changed."));
  }
  changes.kinds.forEach((kind) => {
    home.append(node("h3", {}, kind.kind + ": " + count(kind.targets) + " targets"),
      node("ul", {}, ...kind.told.map((text) => node("li", {}, text))));
    if (kind.more > 0) {
      home.append(node("p", {className: "note"}, "and " + count(kind.more) + " more; rdpsweep diff tells all"));
    }
  });
}

function buildMade() {
  byId("subtitle").textContent = DATA.subtitle;
  byId("made-list").append(...DATA.made.flatMap(([name, value]) => [node("dt", {}, name), node("dd", {}, value)]));
  byId("footer").textContent = "Made by " + DATA.madeBy + ". This page is one file, and loads nothing from anywhere.";
}

buildMade();
buildVerdicts();
buildFindings();
buildMap();
buildOutcomes();
buildChanges();
buildHosts();
choice.listeners.push(drawLatency);
drawLatency(null);
addEventListener("resize", () => drawLatency(choice.segment));
document.documentElement.dataset.ready = performance.now().toFixed(1);
