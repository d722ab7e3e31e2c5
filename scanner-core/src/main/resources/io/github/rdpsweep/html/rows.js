/*
 * Reads the rows of the page. They come as lines of text in the order in which hosts answered, for
 * that costs the sweep next to nothing; here they become columns, in the order of their addresses.
 */

/** A column that is being read: numbers, or the places of words in a list which begins with none. */
class Column {
  constructor(name, isNumber, size) {
    this.name = name;
    this.isNumber = isNumber;
    this.values = isNumber ? new Float64Array(size).fill(NaN) : new Int32Array(size);
    this.words = [""];
    this.places = new Map([["", 0]]);
    this.isEmpty = true;
  }

  valueOf(text) {
    if (text === "") {
      return this.isNumber ? NaN : 0;
    }
    this.isEmpty = false;
    if (this.isNumber) {
      return Number(text);
    }
    let place = this.places.get(text);
    if (place === undefined) {
      place = this.words.push(text) - 1;
      this.places.set(text, place);
    }
    return place;
  }
}

/** The cells of a line of CSV. */
function cellsOf(line) {
  if (!line.includes('"')) {
    return line.split(",");
  }
  const cells = [];
  let from = 0;
  let quoted = false;
  for (let i = 0; i <= line.length; i++) {
    if (line[i] === '"') {
      quoted = !quoted; // twice at a doubled one
    } else if (i === line.length || (line[i] === "," && !quoted)) {
      cells.push(line.slice(from, i));
      from = i + 1;
    }
  }
  return cells;
}

const unquoted = (cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);

/** Reads the lines of the rows; HostsJson says what is in them. */
function columnsOf(packed) {
  const parts = packed.parts.map((runs) => runs.map((run) => ({
    columns: run.columns.map((name, i) => new Column(name, run.numbers[i], packed.size)),
    phrases: run.phrases ? run.phrases.map(cellsOf) : null,
    known: [],
  })));
  const lines = packed.rows.split("\n");
  for (let row = 0; row < packed.size; row++) {
    const tab = lines[row].indexOf("\t");
    readPart(parts[0], tab < 0 ? lines[row] : lines[row].slice(0, tab), row);
    if (tab >= 0) {
      readPart(parts[1], lines[row].slice(tab + 1), row);
    }
  }
  return parts.flat().flatMap((run) => run.columns).filter((column) => !column.isEmpty);
}

function readPart(runs, line, row) {
  const cells = cellsOf(line);
  let at = 0;
  for (const {columns, phrases, known} of runs) {
    if (at >= cells.length) {
      return;
    }
    if (phrases !== null && cells[at][0] !== "!") {
      const phrase = cells[at++];
      if (phrase !== "") {
        const values = known[phrase] ||= columns.map((column, i) => column.valueOf(unquoted(phrases[phrase][i])));
        for (let i = 0; i < columns.length; i++) {
          columns[i].values[row] = values[i];
        }
      }
      continue;
    }
    for (let i = 0; i < columns.length && at < cells.length; i++, at++) {
      if (cells[at] !== "") {
        columns[i].values[row] = columns[i].valueOf(unquoted(phrases !== null && i === 0 ? cells[at].slice(1) : cells[at]));
      }
    }
  }
}

/** What addresses are ordered by: IPv4 before IPv6, and what is none behind both. */
function ranksOf(words) {
  const version6 = words.filter((word) => word.includes(":")).map((word) => [digitsOf(word), word]);
  version6.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const ranks = new Map(version6.map(([, word], i) => [word, 2 ** 32 + i]));
  return Float64Array.from(words, (word) => {
    if (ranks.has(word)) {
      return ranks.get(word);
    }
    const parts = word.split(".");
    return parts.length === 4 ? parts.reduce((sum, part) => 256 * sum + Number(part), 0) : 2 ** 33;
  });
}

/** An IPv6 address as 32 hexadecimal digits. */
function digitsOf(address) {
  const [front, back] = address.split("%")[0].split("::").map((half) => (half === "" ? [] : half.split(":")));
  const groups = back === undefined ? front : [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill("0"), ...back];
  return groups.map((group) => group.padStart(4, "0")).join("");
}

/** The order of addresses, then ports, then of the rows themselves. */
function addressOrder(size, address, port) {
  const all = Uint32Array.from({length: size}, (_, i) => i);
  if (!address) {
    return all;
  }
  const ofWord = ranksOf(address.words);
  const rank = Float64Array.from(address.values, (word) => ofWord[word]);
  const ports = port ? port.values : new Float64Array(size);
  return all.sort((a, b) => rank[a] - rank[b] || ports[a] - ports[b] || a - b);
}

function unpacked(packed) {
  const columns = columnsOf(packed).sort((a, b) => (b.name === "address") - (a.name === "address"));
  const named = (name) => columns.find((column) => column.name === name);
  const order = addressOrder(packed.size, named("address"), named("port"));
  const hosts = {size: packed.size, columns: {}, words: {}, names: columns.map((column) => column.name)};
  for (const {name, isNumber, values, words} of columns) {
    hosts.columns[name] = values.map((_, i) => values[order[i]]);
    if (!isNumber) {
      hosts.words[name] = words;
    }
  }
  const numbers = new Map(SEGMENTS.map((segment, number) => [segment.prefix, number]));
  const ofWord = (hosts.words.segment || []).map((prefix) => (numbers.has(prefix) ? numbers.get(prefix) : -1));
  hosts.segmentOf = hosts.columns.segment ? hosts.columns.segment.map((word) => ofWord[word]) : new Int32Array(hosts.size).fill(-1);
  return hosts;
}
