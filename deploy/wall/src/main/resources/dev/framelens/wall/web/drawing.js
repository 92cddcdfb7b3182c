// Pictures with their boxes, and charts.

import { h, millisText, percent, setText, svg } from "./elements.js";

// Okabe and Ito's colours, which the colour-blind tell apart; names and patterns say the same.
export const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];
const PICTURE_EVERY_MILLIS = 950;

export function colourOf(name) {
  let hash = 7;
  for (const character of name) {
    hash = (hash * 31 + character.codePointAt(0)) >>> 0;
  }
  return COLOURS[hash % COLOURS.length];
}

/** A camera's latest picture and the boxes of the same frame; never one without the other. */
export class Picture {
  #image = h("img", { alt: "" });
  #boxes = svg("svg", { class: "boxes", "aria-hidden": "true" });
  #note = h("p", { className: "note" }, "No picture yet");
  #shown = "";
  #loading = false;
  #startedAt = -Infinity;

  constructor() {
    this.element = h("div", { className: "picture" }, this.#image, this.#boxes, this.#note);
    this.#image.hidden = true;
  }

  /** Shows the label's frame, unless one is on its way, or was less than a second ago. */
  show(camera, label) {
    const at = `${label.partition}@${label.offset}`;
    if (this.#loading || at === this.#shown || performance.now() - this.#startedAt < PICTURE_EVERY_MILLIS) {
      return;
    }
    this.#loading = true;
    this.#startedAt = performance.now();
    this.#load(camera, label, at).finally(() => {
      this.#loading = false;
      this.#shown = at;
    });
  }

  async #load(camera, label, at) {
    const path = `/api/cameras/${encodeURIComponent(camera)}/frame.jpg?at=${at}`;
    const next = h("img", { alt: `Latest picture of ${camera}`, src: path });
    try {
      await next.decode();
    } catch {
      setText(this.#note, await reason(path));
      this.#note.hidden = false;
      this.element.classList.add("stale");
      return;
    }
    this.#image.replaceWith(next);
    this.#image = next;
    this.#note.hidden = true;
    this.element.classList.remove("stale");
    this.element.dataset.at = at;
    drawBoxes(this.#boxes, label, this.element.clientWidth);
  }
}

async function reason(path) {
  try {
    const response = await fetch(path);
    return response.ok ? "The picture cannot be shown" : (await response.json()).error;
  } catch {
    return "The picture did not come";
  }
}

/** Lines and letters are as large as the page's, however large the picture is. */
function drawBoxes(boxes, label, shownWidth) {
  const { width, height } = label;
  boxes.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const unit = Math.max(width / shownWidth, (height * 16) / 9 / shownWidth);
  const size = (shownWidth < 500 ? 12 : 15) * unit;
  boxes.replaceChildren(
    ...label.boxes.map((box) => {
      const colour = colourOf(box.name);
      const x = box.left * width;
      const y = box.top * height;
      const rectangle = {
        x,
        y,
        width: (box.right - box.left) * width,
        height: (box.bottom - box.top) * height,
        fill: "none",
      };
      const text = `${box.name} ${percent(box.score)}`;
      // Names stay within the picture.
      const above = y > size * 1.2;
      const right = box.left > 0.75;
      return svg(
        "g",
        { class: "box" },
        svg("rect", { ...rectangle, stroke: "#000", "stroke-width": 4 * unit, "stroke-opacity": 0.6 }),
        svg("rect", { ...rectangle, stroke: colour, "stroke-width": 2 * unit }),
        svg(
          "text",
          {
            x: right ? box.right * width : x,
            y: above ? y - 5 * unit : y + size,
            "text-anchor": right ? "end" : "start",
            "font-size": size,
            fill: "#fff",
            stroke: "#000",
            "stroke-width": 3 * unit,
            "paint-order": "stroke",
          },
          text,
        ),
      );
    }),
  );
}

const WIDTH = 440;
const HEIGHT = 120;
const LEFT = 56;
const BOTTOM = 18;

/** Seconds on the way to a place in a chart. */
function scale(from, to, most) {
  const plotted = HEIGHT - BOTTOM - 6;
  return {
    x: (second) => LEFT + ((second - from) / Math.max(1, to - from)) * (WIDTH - LEFT - 6),
    y: (value) => 6 + plotted * (1 - value / most),
  };
}

function frame(title, from, to, most, text) {
  const place = scale(from, to, most);
  const chart = svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" }, svg("title", {}, title));
  for (const value of [0, most / 2, most]) {
    const y = place.y(value);
    chart.append(
      svg("line", { class: "grid", x1: LEFT, x2: WIDTH - 6, y1: y, y2: y }),
      svg("text", { class: "axis", x: LEFT - 6, y: y + 4, "text-anchor": "end" }, text(value)),
    );
  }
  const minutes = Math.round((to - from) / 60);
  for (let minute = 0; minute <= minutes; minute++) {
    const x = place.x(to - minute * 60);
    const anchor = minute === 0 ? "end" : minute === minutes ? "start" : "middle";
    chart.append(
      svg("text", { class: "axis", x, y: HEIGHT - 3, "text-anchor": anchor }, minute === 0 ? "now" : `−${minute} min`),
    );
  }
  return { chart, place };
}

/** A rounded value that leaves the greatest below it. */
function roof(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}

function line(points, attributes) {
  let path = "";
  let before = null;
  for (const [second, x, y] of points) {
    path += `${before !== null && second - before <= 3 ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    before = second;
  }
  return svg("path", { d: path, fill: "none", ...attributes });
}

export function ageChart(seconds, from, to) {
  const labelled = seconds.filter((second) => second.labels > 0);
  const most = roof(Math.max(1, ...labelled.map((second) => second.maxAgeMillis)));
  const { chart, place } = frame("Ages of the labels, mean and oldest of each second", from, to, most, millisText);
  chart.append(
    line(
      labelled.map((second) => [second.second, place.x(second.second), place.y(second.maxAgeMillis)]),
      { class: "oldest" },
    ),
    line(
      labelled.map((second) => [second.second, place.x(second.second), place.y(second.meanAgeMillis)]),
      { class: "mean" },
    ),
  );
  return chart;
}

export function rungChart(seconds, from, to) {
  const runged = seconds.filter((second) => second.rung !== undefined);
  const most = Math.max(2, ...runged.map((second) => Math.ceil(second.rung)));
  const { chart, place } = frame("Rung of the ladder, 0 for the pipeline's own side", from, to, most, (value) =>
    Number.isInteger(value) ? `${value}` : value.toFixed(1),
  );
  chart.append(
    line(
      runged.map((second) => [second.second, place.x(second.second), place.y(second.rung)]),
      { class: "mean" },
    ),
  );
  return chart;
}

/** Bars of frames that got no label, one on the other, always in the same order. */
export function dropChart(seconds, from, to) {
  const counts = (second) => ({ ...second.dropped, ...second.rejected });
  const reasons = [...new Set(seconds.flatMap((second) => Object.keys(counts(second))))].sort();
  const total = (second) => Object.values(counts(second)).reduce((all, one) => all + one, 0);
  const most = roof(Math.max(2, ...seconds.map(total)));
  const { chart, place } = frame("Frames without a label, each second", from, to, most, (value) => `${value}`);
  const width = Math.max(1, (WIDTH - LEFT) / (to - from) - 0.5);
  for (const second of seconds) {
    let below = 0;
    for (const reason of reasons) {
      const count = counts(second)[reason] ?? 0;
      if (count > 0) {
        const top = place.y(below + count);
        chart.append(
          svg("rect", {
            x: place.x(second.second) - width,
            y: top,
            width,
            height: place.y(below) - top,
            fill: COLOURS[reasons.indexOf(reason) % COLOURS.length],
          }),
        );
        below += count;
      }
    }
  }
  return { chart, reasons };
}

/** Names with their colours, and what belongs to each. */
export function legend(entries) {
  return h(
    "ul",
    { className: "legend" },
    ...entries.map(([name, colour, text]) => {
      const swatch = h("span", { className: "swatch" });
      swatch.style.background = colour;
      return h("li", {}, swatch, name, text ? h("b", {}, ` ${text}`) : null);
    }),
  );
}

export function ledgerBar(ledger) {
  const parts = Object.entries(ledger).filter(([part]) => part !== "total");
  const total = ledger.total || 1;
  const bar = h("div", { className: "ledger", role: "img", "aria-label": "Mean share of each part of the ledger" });
  parts.forEach(([, millis], index) => {
    const part = h("span");
    part.style.width = `${(100 * millis) / total}%`;
    part.style.background = COLOURS[index % COLOURS.length];
    bar.append(part);
  });
  return h(
    "div",
    {},
    bar,
    legend(parts.map(([part, millis], index) => [part, COLOURS[index % COLOURS.length], `${millis.toFixed(1)} ms`])),
  );
}
