// Which view is shown is told by the part of the address after the #.

import { replace, el } from './dom.js';
import { showStart } from './start.js';
import { showScan } from './scan.js';
import { showPipeline } from './pipeline.js';
import { showBatches, showBatch } from './batches.js';

const main = document.getElementById('main');
let leave = null;

const routes = [
  [/^#\/scan\/([\w-]+)$/, 'scan', (view, signal, id) => showScan(view, signal, id)],
  [/^#\/batches$/, 'batches', (view, signal) => showBatches(view, signal)],
  [/^#\/batches\/([\w-]+)$/, 'batches', (view, signal, id) => showBatch(view, signal, id)],
  [/^#\/pipeline$/, 'pipeline', (view, signal) => showPipeline(view, signal)],
  [/^(#\/?)?$/, 'scan', (view, signal) => showStart(view, signal)],
];

function route(moved) {
  if (location.hash === '#main') return;
  if (leave) leave.abort();
  leave = new AbortController();
  const view = el('div', { class: 'view' });
  replace(main, view);
  const [pattern, name, show] = routes.find(([candidate]) => candidate.test(location.hash)) || routes.at(-1);
  for (const link of document.querySelectorAll('nav a[data-route]')) {
    if (link.dataset.route === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  show(view, leave.signal, ...(pattern.exec(location.hash) || []).slice(1));
  if (moved) main.focus({ preventScroll: false });
}

window.addEventListener('hashchange', () => route(true));
route(false);
