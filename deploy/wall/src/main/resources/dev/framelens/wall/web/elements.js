// Elements and texts. What comes from topics is always text, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties and children; children that are no nodes become text. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("aria-") || name === "role" || name === "for" || name === "scope") {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The same in SVG, with attributes. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function millisText(millis) {
  if (millis < 1_000) {
    return `${Math.max(0, Math.round(millis))} ms`;
  }
  if (millis < 10_000) {
    return `${(millis / 1_000).toFixed(1)} s`;
  }
  if (millis < 120_000) {
    return `${Math.round(millis / 1_000)} s`;
  }
  return `${Math.round(millis / 60_000)} min`;
}

export function bytesText(bytes) {
  return bytes < 10_000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

export function percent(score) {
  return `${Math.round(100 * score)} %`;
}

export function clock(millis) {
  return new Date(millis).toLocaleTimeString([], { hour12: false });
}

export function sum(counts) {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

/** Reasons with their counts, such as “superseded 12 · stale 3”. */
export function countsText(counts) {
  return Object.entries(counts)
    .sort((one, other) => other[1] - one[1])
    .map(([reason, count]) => `${reason} ${count}`)
    .join(" · ");
}

/** JSON of the wall's API, or an error with the server's sentence. */
export async function getJson(path, signal) {
  const response = await fetch(path, { signal });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.error ?? response.statusText);
  }
  return body;
}
