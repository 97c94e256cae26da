// Builds elements. Text goes in as text, never as markup: whatever a scanned page says stays text.

const SVG = 'http://www.w3.org/2000/svg';

/** An element. Attributes that are null or false are left out; `on` maps events to handlers. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** An element of an SVG image. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Text that was found on a page: apart from ours in direction. */
export function found(text) {
  return el('bdi', {}, text === null || text === undefined ? '' : String(text));
}

/** A link to a scanned page; anything but http and https stays text. */
export function outside(url) {
  return /^https?:\/\//i.test(url || '')
    ? el('a', { href: url, rel: 'noopener noreferrer nofollow ugc', target: '_blank' }, found(url))
    : found(url);
}

export function replace(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** Says something to screen readers without moving the focus. */
export function announce(text) {
  const announcer = document.getElementById('announcer');
  if (announcer.textContent !== text) announcer.textContent = text;
}

export function seconds(value) {
  if (value === null || value === undefined) return '–';
  if (value < 10) return `${value.toFixed(1)} s`;
  if (value < 120) return `${Math.round(value)} s`;
  if (value < 7200) return `${Math.round(value / 60)} min`;
  return `${(value / 3600).toFixed(1)} h`;
}

export function time(text) {
  return text ? el('time', { datetime: text }, new Date(text).toLocaleString()) : '';
}

export function figure(value, digits = 0) {
  return value === null || value === undefined ? '–' : value.toFixed(digits).replace(/\.0+$/, '');
}

export function table(caption, columns, rows) {
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', {},
      el('caption', { class: 'unseen' }, caption),
      el('thead', {}, el('tr', {}, columns.map((column) => el('th', { scope: 'col' }, column)))),
      el('tbody', {}, rows)));
}
