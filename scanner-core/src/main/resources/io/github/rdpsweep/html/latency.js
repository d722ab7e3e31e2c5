/*
 * Latency by percentile, on a scale of nines: each step to the right is a tenth of the hosts that are
 * left. Curves of the fleet come from its histograms; those of a segment from the rows of this page.
 */

const CHART = {height: 380, left: 58, right: 96, top: 14, bottom: 34};

const nines = (percentile) => -Math.log10(1 - Math.min(percentile, 99.99999) / 100);

/** Percentiles of some times as points, like those that the page brings of the fleet. */
function curveOf(times) {
  const sorted = Float64Array.from(times).sort();
  const points = [];
  const steps = sorted.length === 0 ? 0 : Math.ceil(Math.log10(sorted.length) * 10) + 1;
  for (let i = 0; i <= steps; i++) {
    const percentile = 100 * (1 - Math.pow(10, -i / 10));
    points.push([percentile, sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(percentile / 100 * sorted.length) - 1))]]);
  }
  return points;
}

/** The value of a curve at a percentile. */
function valueAt(points, percentile) {
  const found = points.find((point) => point[0] >= percentile - 1e-9);
  return found ? found[1] : points[points.length - 1][1];
}

function timesOf(segment, stage) {
  const {columns, segmentOf} = HOSTS;
  const times = columns[stage + "_ms"];
  const number = SEGMENTS.indexOf(segment);
  const out = [];
  for (let i = 0; times && i < HOSTS.size; i++) {
    if (segmentOf[i] === number && !Number.isNaN(times[i])) {
      out.push(times[i]);
    }
  }
  return out;
}

function drawLatency(segment) {
  const fleet = Object.entries(DATA.curves).map(([stage, curve]) => ({stage, ...curve, who: "fleet"}));
  const own = segment === null ? [] : fleet
    .map(({stage}) => ({stage, times: timesOf(segment, stage)}))
    .filter(({times}) => times.length > 1)
    .map(({stage, times}) => ({stage, count: times.length, points: curveOf(times), who: segment.prefix}));
  const curves = [...fleet, ...own];
  const home = byId("latency-chart");
  if (fleet.length === 0) {
    home.replaceChildren(node("p", {}, "Nothing was measured."));
    return;
  }
  const values = curves.flatMap((curve) => curve.points.map((point) => point[1])).filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const most = Math.max(1, Math.ceil(Math.max(...curves.map((curve) => nines(curve.points[curve.points.length - 1][0])))));
  const {height, left, right, top, bottom} = CHART;
  const width = Math.max(320, Math.min(900, home.clientWidth)); // so that text keeps its size
  const x = (percentile) => left + nines(percentile) / most * (width - left - right);
  const y = (value) => top + (high - Math.log10(Math.max(value, Math.pow(10, low)))) / (high - low) * (height - top - bottom);
  const svg = drawn("svg", {
    viewBox: "0 0 " + width + " " + height, class: "chart", role: "img",
    "aria-label": "Latency by percentile for " + fleet.map((curve) => curve.stage).join(", ")
      + (own.length > 0 ? ", of the fleet and of " + segment.prefix : ", of the fleet") + "; the table below has the numbers",
  });
  for (let power = low; power <= high; power++) {
    const at = y(Math.pow(10, power));
    svg.append(drawn("path", {class: "grid", d: "M" + left + " " + at + "H" + (width - right)}));
    svg.append(drawn("text", {x: left - 6, y: at + 4, "text-anchor": "end"}, tick(power)));
  }
  for (const percentile of [0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999].filter((each) => nines(each) <= most + 1e-9)) {
    svg.append(drawn("path", {class: "grid", d: "M" + x(percentile) + " " + top + "V" + (height - bottom)}));
    svg.append(drawn("text", {x: x(percentile), y: height - bottom + 16, "text-anchor": "middle"}, percentile + " %"));
  }
  const ends = [];
  curves.forEach((curve) => {
    const d = curve.points.map(([percentile, value], i) =>
      (i === 0 ? "M" : "L") + x(percentile).toFixed(1) + " " + y(value).toFixed(1)).join("");
    svg.append(drawn("path", {class: "curve s-" + curve.stage + (curve.who === "fleet" ? "" : " of-segment"), d}));
    const last = curve.points[curve.points.length - 1];
    ends.push({text: curve.stage + (curve.who === "fleet" ? "" : " here"), x: x(last[0]) + 5, y: y(last[1]) + 4});
  });
  ends.sort((a, b) => a.y - b.y).forEach((end, i) => {
    end.y = i > 0 ? Math.max(end.y, ends[i - 1].y + 13) : end.y;
    svg.append(drawn("text", {class: "label", x: end.x, y: end.y}, end.text));
  });
  home.replaceChildren(svg);
  byId("latency-note").textContent = "Each step to the right is a tenth of the hosts that are left; milliseconds upwards, ten times a step."
    + (segment === null ? " Choose a segment to compare it with the fleet."
      : own.length === 0 ? " Of " + segment.prefix + " nothing was measured, or its rows are not in this page."
        : " Dashed: " + segment.prefix + (DATA.rows > HOSTS.size ? ", by its rows in this page." : "."));
  const asked = [50, 90, 99, 99.9];
  byId("latency-table").replaceChildren(table("Latency in milliseconds",
    [{label: "stage"}, {label: "of"}, {label: "count", number: true},
      ...asked.map((percentile) => ({label: "p" + percentile, number: true})), {label: "max", number: true}],
    curves.map((curve) => [curve.stage, curve.who, count(curve.count),
      ...asked.map((percentile) => millis(valueAt(curve.points, percentile))),
      millis(curve.points[curve.points.length - 1][1])])));
}

const tick = (power) => (power >= 3 ? Math.pow(10, power - 3) + " s" : power < 0 ? Math.pow(10, power + 3) + " µs" : Math.pow(10, power) + " ms");
