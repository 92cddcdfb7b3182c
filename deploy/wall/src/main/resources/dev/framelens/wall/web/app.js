// The cameras as the server tells them, and which page is shown.

import { CamerasPage } from "./cameras.js";
import { CameraPage } from "./camera.js";
import { LoadPage, RejectedPage } from "./pages.js";
import { setText } from "./elements.js";

const page = document.getElementById("page");
const summary = document.getElementById("summary");
const trouble = document.getElementById("trouble");

/** What is known of every camera, by id, and the server's clock. */
const wall = {
  cameras: new Map(),
  nowMillis() {
    return this.heardMillis + performance.now() - this.heardAt;
  },
  heardMillis: Date.now(),
  heardAt: performance.now(),
};

let shown = null;

function route() {
  const [, name, id] = location.hash.split("/").map(decodeURIComponent);
  shown?.close();
  if (name === "camera" && id) {
    shown = new CameraPage(wall, id);
  } else if (name === "load") {
    shown = new LoadPage();
  } else if (name === "rejected") {
    shown = new RejectedPage();
  } else {
    shown = new CamerasPage(wall);
  }
  page.replaceChildren(shown.element);
  document.title = name === "camera" && id ? `${id} – Framelens` : "Framelens";
  for (const link of document.querySelectorAll("nav a")) {
    const here = link.hash === (location.hash || "#/") || (link.hash === "#/" && name === "camera");
    link.toggleAttribute("aria-current", here);
  }
}

function take(update, everything) {
  if (everything) {
    wall.cameras.clear();
  }
  wall.heardMillis = update.nowMillis;
  wall.heardAt = performance.now();
  update.cameras.forEach((camera) => wall.cameras.set(camera.id, camera));
  update.gone.forEach((id) => wall.cameras.delete(id));
  say(update.fault ?? (update.overflow > 0 ? "There are more cameras than the wall keeps" : null));
  const states = new Map();
  wall.cameras.forEach((camera) => states.set(camera.state, (states.get(camera.state) ?? 0) + 1));
  const counts = [...states].sort().map(([state, count]) => `${count} ${state}`);
  const unreadable = update.unreadable > 0 ? [`${update.unreadable} records unreadable`] : [];
  setText(summary, [`${wall.cameras.size} cameras`, ...counts, ...unreadable].join(" · "));
  summary.title = update.lastUnreadable ?? "";
  shown?.update?.();
}

function say(sentence) {
  trouble.hidden = sentence === null;
  setText(trouble, sentence ?? "");
}

const events = new EventSource("/api/events");
events.addEventListener("everything", (event) => take(JSON.parse(event.data), true));
events.addEventListener("changes", (event) => take(JSON.parse(event.data), false));
events.addEventListener("error", () => say("The wall's server does not answer; trying again"));

addEventListener("hashchange", route);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash.startsWith("#/camera/")) {
    location.hash = "#/";
  } else if (event.key === "/" && !(event.target instanceof HTMLInputElement)) {
    const search = document.querySelector("input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
});
route();
