// One camera, large, with its last minutes.

import { ageChart, COLOURS, dropChart, ledgerBar, legend, Picture, rungChart } from "./drawing.js";
import { rungText, seenText, SIGNS } from "./cameras.js";
import { clock, countsText, getJson, h, millisText, percent, setText } from "./elements.js";

const EVERY_MILLIS = 2_000;
const UNKNOWN_MILLIS = 100;

export class CameraPage {
  #wall;
  #id;
  #picture = new Picture();
  #state = h("span", { className: "state" });
  #facts = h("dl", { className: "facts" });
  #charts = h("div", { className: "charts" });
  #ledger = h("div");
  #labels = h("tbody");
  #config = h("div");
  #trouble = h("p", { className: "empty" }, "Nothing is known of this camera yet.");
  #ended = new AbortController();

  constructor(wall, id) {
    this.#wall = wall;
    this.#id = id;
    this.element = h(
      "article",
      { className: "camera" },
      h("h1", {}, h("a", { href: "#/", "aria-label": "Back to all cameras" }, "←"), ` ${id} `, this.#state),
      this.#trouble,
      h("div", { className: "sides" }, this.#picture.element, this.#facts),
      h("section", {}, h("h2", {}, "Last minutes"), this.#charts),
      h("section", {}, h("h2", {}, "Where a label's time goes, mean of the last minute"), this.#ledger),
      h("section", {}, h("h2", {}, "Configuration in force"), this.#config),
      h(
        "section",
        {},
        h("h2", {}, "Latest labels"),
        h(
          "div",
          { className: "scroll" },
          h(
            "table",
            {},
            h("thead", {}, h("tr", {}, ...["At", "Seen", "Age", "Looked at", "Frame"].map((name) => h("th", { scope: "col" }, name)))),
            this.#labels,
          ),
        ),
      ),
    );
    this.#read();
    this.update();
  }

  update() {
    const camera = this.#wall.cameras.get(this.#id);
    this.#trouble.hidden = Boolean(camera);
    if (!camera) {
      return;
    }
    this.element.dataset.state = camera.state;
    setText(this.#state, `${SIGNS[camera.state] ?? ""} ${camera.state}`);
    const label = camera.label;
    const facts = [
      ["State", camera.reason ?? camera.state],
      ["Frames in", `${camera.fpsIn.toFixed(1)} a second`],
      ["Labels out", `${camera.fpsOut.toFixed(1)} a second`],
      ["Dropped in a minute", countsText(camera.dropped) || "none"],
      ["Rejected in a minute", countsText(camera.rejected) || "none"],
    ];
    if (label) {
      facts.unshift(
        ["Seen", seenText(label)],
        ["Age", `${millisText(this.#wall.nowMillis() - label.atMillis + label.ageMillis)}`],
        ["Looked at", rungText(label)],
        ["Picture", `${label.width} × ${label.height}`],
        ["Pipeline", label.pipeline],
      );
      this.#picture.show(this.#id, label);
    }
    this.#facts.replaceChildren(...facts.flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)]));
  }

  close() {
    this.#ended.abort();
  }

  async #read() {
    while (!this.#ended.signal.aborted) {
      if (!this.#wall.cameras.has(this.#id)) {
        await new Promise((done) => setTimeout(done, UNKNOWN_MILLIS));
        continue;
      }
      try {
        this.#show(await getJson(`/api/cameras/${encodeURIComponent(this.#id)}`, this.#ended.signal));
      } catch {
        // Said elsewhere: the updates tell whether the server answers, and which cameras there are.
      }
      await new Promise((done) => setTimeout(done, EVERY_MILLIS));
    }
  }

  #show(detail) {
    const to = Math.floor(this.#wall.nowMillis() / 1_000);
    const from = to - detail.historySeconds;
    const drops = dropChart(detail.seconds, from, to);
    const chart = (title, drawing, more) => h("figure", {}, h("figcaption", {}, title), drawing, more);
    this.#charts.replaceChildren(
      chart(
        "Age of labels",
        ageChart(detail.seconds, from, to),
        legend([
          ["mean", "var(--accent)"],
          ["oldest of each second", "var(--warm)"],
        ]),
      ),
      chart(
        "Frames without a label, each second",
        drops.chart,
        drops.reasons.length > 0
          ? legend(drops.reasons.map((reason, index) => [reason, COLOURS[index % COLOURS.length]]))
          : h("p", { className: "empty" }, "None."),
      ),
      chart("Rung of the ladder: 0 is the pipeline's own side", rungChart(detail.seconds, from, to), null),
    );
    this.#ledger.replaceChildren(
      detail.ledgerMillis.total === undefined
        ? h("p", { className: "empty" }, "No label in the last minute.")
        : ledgerBar(detail.ledgerMillis),
    );
    this.#labels.replaceChildren(
      ...detail.labels.map((label) =>
        h(
          "tr",
          {},
          h("td", {}, clock(label.atMillis)),
          h("td", {}, seen(label)),
          h("td", {}, millisText(label.ageMillis)),
          h("td", {}, rungText(label)),
          h("td", {}, `${label.partition}@${label.offset}`),
        ),
      ),
    );
    this.#showConfig(detail.config);
  }

  #showConfig(config) {
    const fields = Object.entries(config.inForce).filter(([name]) => name !== "schema");
    const text = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
    this.#config.replaceChildren(
      fields.length === 0
        ? h("p", {}, "As the job's options say: nothing is configured for this camera or for all.")
        : h(
            "dl",
            { className: "facts" },
            ...fields.flatMap(([name, value]) => [
              h("dt", {}, name),
              h("dd", {}, text(value), name in config.own ? "" : "  (from *)"),
            ]),
          ),
      h("p", {}, "To change it, in a terminal:"),
      h("pre", {}, config.set),
    );
  }
}

function seen(label) {
  const all = [...label.boxes, ...label.labels].slice(0, 6);
  return all.map((one) => `${one.name} ${percent(one.score)}`).join(", ") || "nothing";
}
