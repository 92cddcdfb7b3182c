// Load, and rejected frames.

import { bytesText, clock, countsText, getJson, h, millisText } from "./elements.js";

const EVERY_MILLIS = 3_000;

function table(names, rows) {
  return h(
    "div",
    { className: "scroll" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows.map((cells) => h("tr", {}, ...cells.map((cell) => h("td", {}, cell))))),
    ),
  );
}

/** A page that is read again and again while it is shown. */
class ReadPage {
  #ended = new AbortController();
  #content = h("div", {}, h("p", { className: "empty" }, "Reading…"));

  constructor(title, path, show) {
    this.element = h("section", { className: "page" }, h("h1", {}, title), this.#content);
    this.#read(path, show);
  }

  close() {
    this.#ended.abort();
  }

  async #read(path, show) {
    while (!this.#ended.signal.aborted) {
      try {
        this.#content.replaceChildren(...show(await getJson(path, this.#ended.signal)));
      } catch {
        // The next time, perhaps; whether the server answers is said above.
      }
      await new Promise((done) => setTimeout(done, EVERY_MILLIS));
    }
  }
}

export class LoadPage extends ReadPage {
  constructor() {
    super("Load", "/api/load", (load) => [
      h("h2", {}, "Partitions of the frames, last ten seconds"),
      table(
        ["Partition", "Cameras", "Frames a second", "Labels a second", "Dropped in a minute"],
        load.partitions.map((each) => [
          `${each.partition}`,
          `${each.cameras}`,
          each.fpsIn.toFixed(1),
          each.fpsOut.toFixed(1),
          countsText(each.dropped) || "none",
        ]),
      ),
      h("h2", {}, "Subtasks, latest window"),
      load.subtasks.length === 0
        ? h("p", { className: "empty" }, "No window of latency in the last two minutes.")
        : table(
            ["Pipeline", "Subtask", "Labels a second", "Rung", "Age p50", "p95", "p99", "Median of each part", "Dropped"],
            load.subtasks.map((each) => [
              each.pipeline,
              `${each.subtask}`,
              each.fps.toFixed(1),
              each.rung === undefined ? "–" : each.rung.toFixed(1),
              millisText(each.totalP50Millis),
              millisText(each.totalP95Millis),
              millisText(each.totalP99Millis),
              Object.entries(each.ledgerP50Millis)
                .filter(([part]) => part !== "total")
                .map(([part, millis]) => `${part} ${millis.toFixed(1)}`)
                .join(", "),
              countsText(each.dropped) || "none",
            ]),
          ),
    ]);
  }
}

export class RejectedPage extends ReadPage {
  constructor() {
    super("Rejected frames", "/api/rejected", ({ rejected }) => [
      rejected.length === 0
        ? h("p", { className: "empty" }, "None in the last minutes.")
        : table(
            ["At", "Key", "Reason", "Size", "Detail", "Frame", "Bytes"],
            rejected.map((each) => [
              clock(each.atMillis),
              each.key,
              each.reason,
              bytesText(each.size),
              each.detail,
              each.frame,
              each.truncated
                ? "left out"
                : h("a", { href: `/api/rejected/${each.partition}@${each.offset}/bytes`, download: "" }, "download"),
            ]),
          ),
    ]);
  }
}
