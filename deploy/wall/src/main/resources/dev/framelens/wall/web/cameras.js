// All cameras as tiles. Pictures are fetched, and texts changed, only where a tile can be seen.

import { Picture } from "./drawing.js";
import { countsText, h, millisText, percent, setText, sum } from "./elements.js";

const SORT_EVERY_MILLIS = 5_000;
export const SIGNS = { online: "●", frozen: "❚❚", offline: "✕", silent: "○", ended: "■" };

const byId = (one, other) => (one.id < other.id ? -1 : 1);
const heard = (camera) => (camera.label ? camera.label.atMillis - camera.label.ageMillis : 0);
const SORTS = {
  name: ["by name", byId],
  oldest: ["oldest first", (one, other) => heard(one) - heard(other) || byId(one, other)],
  dropped: ["most dropped first", (one, other) => lost(other) - lost(one) || byId(one, other)],
  trouble: ["trouble first", (one, other) => (one.state === "online") - (other.state === "online") || byId(one, other)],
};
// The wall comes back as it was left.
const kept = { text: "", sort: "name", scroll: 0 };

function lost(camera) {
  return sum(camera.dropped) + sum(camera.rejected);
}

/** What a camera sees, in a line: objects with their counts, else classes. */
export function seenText(label) {
  const counts = new Map();
  label.boxes.forEach((box) => counts.set(box.name, (counts.get(box.name) ?? 0) + 1));
  const objects = [...counts].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name));
  const classes = label.labels.slice(0, objects.length > 0 ? 1 : 2).map((seen) => `${seen.name} ${percent(seen.score)}`);
  return [...objects, ...classes].join(", ") || "nothing";
}

export function rungText(label) {
  const rung = label.rung === undefined ? "" : `rung ${label.rung}, `;
  return `${rung}side ${label.side}, ${label.models.join(" + ")}`;
}

class Tile {
  #picture = new Picture();
  #id = h("strong");
  #state = h("span", { className: "state" });
  #seen = h("p", { className: "seen" });
  #numbers = h("p", { className: "numbers" });
  #model = h("p", { className: "model" });
  #lost = h("p", { className: "lost" });
  visible = false;

  constructor(id) {
    setText(this.#id, id);
    this.element = h(
      "a",
      { className: "tile", href: `#/camera/${encodeURIComponent(id)}` },
      this.#picture.element,
      h("p", { className: "name" }, this.#id, this.#state),
      this.#seen,
      this.#numbers,
      this.#model,
      this.#lost,
    );
    this.element.dataset.camera = id;
  }

  update(camera, nowMillis) {
    if (!this.visible) {
      return;
    }
    this.element.dataset.state = camera.state;
    setText(this.#state, `${SIGNS[camera.state] ?? ""} ${camera.state}`);
    this.#state.title = camera.reason ?? "";
    setText(this.#lost, lostText(camera));
    const label = camera.label;
    if (!label) {
      setText(this.#seen, camera.reason ?? "no label yet");
      setText(this.#numbers, `${camera.fpsIn.toFixed(1)} fps in`);
      return;
    }
    const age = millisText(nowMillis - label.atMillis + label.ageMillis);
    setText(this.#seen, camera.state === "online" ? seenText(label) : (camera.reason ?? seenText(label)));
    setText(this.#numbers, `${age} old · ${camera.fpsIn.toFixed(1)} → ${camera.fpsOut.toFixed(1)} fps`);
    setText(this.#model, rungText(label));
    this.#picture.show(camera.id, label);
  }
}

function lostText(camera) {
  const parts = [];
  if (sum(camera.dropped) > 0) {
    parts.push(`dropped: ${countsText(camera.dropped)}`);
  }
  if (sum(camera.rejected) > 0) {
    parts.push(`rejected: ${countsText(camera.rejected)}`);
  }
  return parts.join("; ");
}

export class CamerasPage {
  #wall;
  #tiles = new Map();
  #grid = h("div", { className: "grid" });
  #empty = h("p", { className: "empty" }, "No camera yet: labels appear here as the job writes them.");
  #search = h("input", { type: "search", placeholder: "Camera or label  ( / )", value: kept.text, "aria-label": "Search cameras" });
  #sort = h(
    "select",
    { "aria-label": "Order" },
    ...Object.entries(SORTS).map(([value, [text]]) => h("option", { value }, text)),
  );
  #sortedAt = 0;
  #seen = new IntersectionObserver((entries) => this.#look(entries), { rootMargin: "100px" });

  constructor(wall) {
    this.#wall = wall;
    this.#sort.value = kept.sort;
    this.element = h(
      "section",
      {},
      h("div", { className: "tools" }, this.#search, this.#sort),
      this.#empty,
      this.#grid,
    );
    this.#search.addEventListener("input", () => {
      kept.text = this.#search.value;
      this.#arrange();
    });
    this.#sort.addEventListener("change", () => {
      kept.sort = this.#sort.value;
      this.#arrange();
    });
    this.#grid.addEventListener("keydown", (event) => this.#move(event));
    this.update();
    requestAnimationFrame(() => scrollTo(0, kept.scroll));
  }

  update() {
    const cameras = this.#wall.cameras;
    this.#empty.hidden = cameras.size > 0;
    let changed = false;
    for (const id of cameras.keys()) {
      if (!this.#tiles.has(id)) {
        const tile = new Tile(id);
        this.#tiles.set(id, tile);
        this.#seen.observe(tile.element);
        changed = true;
      }
    }
    for (const [id, tile] of this.#tiles) {
      if (!cameras.has(id)) {
        this.#seen.unobserve(tile.element);
        this.#tiles.delete(id);
        changed = true;
      }
    }
    if (changed || performance.now() - this.#sortedAt > SORT_EVERY_MILLIS) {
      this.#arrange();
    }
    const now = this.#wall.nowMillis();
    this.#tiles.forEach((tile, id) => tile.update(cameras.get(id), now));
  }

  close() {
    kept.scroll = scrollY;
    this.#seen.disconnect();
  }

  #arrange() {
    this.#sortedAt = performance.now();
    const text = kept.text.trim().toLowerCase();
    const matches = (camera) =>
      camera.id.toLowerCase().includes(text) ||
      (camera.label && seenText(camera.label).toLowerCase().includes(text));
    const order = [...this.#wall.cameras.values()].filter(matches).sort(SORTS[kept.sort][1]);
    const wanted = order.map((camera) => this.#tiles.get(camera.id)?.element).filter(Boolean);
    const present = this.#grid.children;
    if (wanted.length !== present.length || wanted.some((element, index) => element !== present[index])) {
      const focused = document.activeElement;
      this.#grid.replaceChildren(...wanted);
      if (this.#grid.contains(focused)) {
        focused.focus({ preventScroll: true });
      }
    }
  }

  #look(entries) {
    const now = this.#wall.nowMillis();
    for (const entry of entries) {
      const id = entry.target.dataset.camera;
      const tile = this.#tiles.get(id);
      const camera = this.#wall.cameras.get(id);
      if (tile && camera) {
        tile.visible = entry.isIntersecting;
        tile.update(camera, now);
      }
    }
  }

  /** Arrow keys go from tile to tile. */
  #move(event) {
    const tiles = [...this.#grid.children];
    const from = tiles.indexOf(event.target);
    const columns = getComputedStyle(this.#grid).gridTemplateColumns.split(" ").length;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
    const to = tiles[from + steps[event.key]];
    if (from >= 0 && to) {
      event.preventDefault();
      to.focus();
    }
  }
}
