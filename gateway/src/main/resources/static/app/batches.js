// Batches: order one, watch it, see what failed and why, take the results along.

import { announce, el, figure, found, replace, seconds, time } from './dom.js';
import { call, follow, json } from './api.js';

const KEPT = 'xenlix-batches';
const STATES = ['QUEUED', 'RUNNING', 'TEASER_READY', 'FULL_READY', 'FAILED', 'CANCELLED'];

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) || '[]');
  } catch {
    return [];
  }
}

function remember(id) {
  localStorage.setItem(KEPT, JSON.stringify([id, ...remembered().filter((one) => one !== id)].slice(0, 20)));
}

export function showBatches(view, signal) {
  document.title = 'Batches – XenlixAI';
  const known = remembered();
  replace(view, el('h1', {}, 'Batches'), form(),
    known.length ? el('section', { 'aria-labelledby': 'known' }, el('h2', { id: 'known' }, 'Ordered in this browser'),
      el('ul', { class: 'list' }, known.map((id) => remembrance(id, signal)))) : null);
}

/** A line of the list: the batch, and how far it is once the gateway has said so. */
function remembrance(id, signal) {
  const told = el('span', { class: 'quiet' });
  const when = el('a', { href: `#/batches/${encodeURIComponent(id)}` }, found(id));
  json('GET', `/scan-batches/${id}`, { signal }).then((batch) => {
    const failed = batch.counts.FAILED ? `, ${batch.counts.FAILED} failed` : '';
    const state = batch.cancelled ? 'cancelled' : batch.finishedAt ? 'ended' : batch.sealed ? 'running' : 'not sent completely';
    replace(when, time(batch.submittedAt), ` – ${batch.total} ${batch.total === 1 ? 'page' : 'pages'}`);
    told.textContent = `${Math.round(batch.progress)} %, ${state}${failed}`;
  }).catch((failure) => {
    if (!signal.aborted) told.textContent = failure.status === 410 || failure.status === 404 ? 'not kept any more' : failure.message;
  });
  return el('li', {}, when, told);
}

function form() {
  const text = el('textarea', { id: 'urls', rows: 8, spellcheck: 'false', placeholder: 'https://example.com/one\nhttps://example.com/two', 'aria-describedby': 'batch-problem' });
  const file = el('input', { id: 'file', type: 'file', accept: '.txt,.csv,.ndjson,text/plain,text/csv' });
  const sitemap = el('input', { id: 'sitemap', type: 'text', inputmode: 'url', placeholder: 'https://example.com/sitemap.xml' });
  const problem = el('p', { id: 'batch-problem', class: 'problem', role: 'alert' });
  const button = el('button', { type: 'submit' }, 'Scan them all');
  // The same order gets the same key, so that an upload which was cut off goes on where it was.
  let key = null;
  const another = () => { key = null; };
  for (const field of [text, file, sitemap]) field.addEventListener('input', another);

  function order() {
    const chosen = file.files[0];
    if (chosen) {
      const type = /\.csv$/i.test(chosen.name) ? 'text/csv' : /\.(ndjson|jsonl)$/i.test(chosen.name) ? 'application/x-ndjson' : 'text/plain';
      return { body: chosen, type };
    }
    return sitemap.value.trim() ? { body: JSON.stringify({ sitemapUrl: sitemap.value.trim() }) } : { body: text.value, type: 'text/plain' };
  }

  async function submit(event) {
    event.preventDefault();
    problem.textContent = '';
    button.disabled = true;
    try {
      key = key || crypto.getRandomValues(new Uint32Array(4)).join('-');
      const accepted = await json('POST', '/scan-batches', { ...order(), idempotencyKey: key });
      key = null;
      remember(accepted.batchId);
      sessionStorage.setItem(`rejected-${accepted.batchId}`, JSON.stringify({ rejected: accepted.rejected, rejections: accepted.rejections }));
      location.hash = `#/batches/${accepted.batchId}`;
    } catch (failure) {
      problem.textContent = failure instanceof TypeError
        ? 'The upload was cut off. Send it again: what has arrived is not ordered twice.' : failure.message;
      if (failure.status === 422 || failure.status === 400) key = null;
      text.focus();
    } finally {
      button.disabled = false;
    }
  }

  return el('form', { class: 'card order', on: { submit } },
    el('label', { for: 'urls' }, 'Addresses, one a line'), text,
    el('label', { for: 'file' }, 'or a file (text, CSV with a column url, NDJSON)'), file,
    el('label', { for: 'sitemap' }, 'or a sitemap'), sitemap,
    problem, button);
}

export function showBatch(view, signal, id) {
  document.title = 'Batch – XenlixAI';
  remember(id);
  const content = el('section', { class: 'card', 'aria-label': 'Progress of the batch' });
  const jobs = el('section', { class: 'card', 'aria-labelledby': 'jobs' });
  replace(view, el('h1', {}, 'Batch ', found(id)), content, rejections(id), jobs);
  const refresh = showJobs(jobs, id, signal);
  follow(`/scan-batches/${id}/events`, {
    signal,
    ended: (batch) => Boolean(batch.finishedAt),
    onProblem: (failure) => replace(content, el('p', { class: 'problem', role: 'alert' }, failure.message)),
    onEvent: (batch) => {
      replace(content, progress(batch, id));
      refresh();
      announce(batch.finishedAt ? 'The batch has ended.' : `${Math.round(batch.progress)} percent of the batch`);
    },
  });
}

function progress(batch, id) {
  const counts = batch.counts || {};
  const causes = Object.entries(batch.causes || {}).sort(([, one], [, other]) => other - one);
  const most = Math.max(1, ...causes.map(([, count]) => count));
  return [
    el('div', { class: 'line' },
      el('progress', { max: 100, value: batch.progress, 'aria-label': 'Progress of the batch' }),
      el('span', {}, `${Math.round(batch.progress)} % of ${batch.total}`),
      batch.finishedAt || batch.cancelled ? null : cancelling(id)),
    batch.cancelled ? el('p', { class: 'notice' }, 'Cancelled: what had not ended is not scanned.') : null,
    batch.finishedAt ? null : el('p', { class: 'quiet' }, `${figure(batch.ratePerSecond, 1)} per second, about ${seconds(batch.etaSeconds)} to go${batch.sealed ? '' : '; addresses are still coming in'}`),
    el('ul', { class: 'counts' }, STATES.filter((state) => counts[state]).map((state) =>
      el('li', { class: `state ${state}` }, `${counts[state]} ${state.replace('_', ' ').toLowerCase()}`))),
    causes.length ? [el('h2', {}, 'Why scans failed'), el('dl', { class: 'bars' }, causes.map(([cause, count]) =>
      el('div', {}, el('dt', {}, cause), el('dd', {}, el('meter', { min: 0, max: most, low: most / 1000, high: most / 500, optimum: 0, value: count, 'aria-hidden': 'true' }), el('b', {}, String(count))))))] : null,
  ];
}

function cancelling(id) {
  const button = el('button', { type: 'button', class: 'plain' }, 'Cancel');
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await call('DELETE', `/scan-batches/${id}`);
    } catch (failure) {
      button.disabled = false;
      announce(`The batch was not cancelled: ${failure.message}`);
    }
  });
  return button;
}

function rejections(id) {
  const kept = JSON.parse(sessionStorage.getItem(`rejected-${id}`) || 'null');
  if (!kept || !kept.rejected) return null;
  return el('section', { class: 'card' }, el('h2', {}, kept.rejected === 1 ? '1 line was not accepted' : `${kept.rejected} lines were not accepted`),
    el('ul', {}, (kept.rejections || []).map((one) => el('li', {}, `Line ${one.line}: `, found(one.value), ' – ', found(one.reason)))));
}

/** Buttons that save the results, of the state that is shown where one is chosen. */
function exports(id, filter) {
  const problem = el('p', { class: 'problem', role: 'alert' });
  const save = (format) => async () => {
    problem.textContent = '';
    try {
      const only = filter.value ? `&status=${filter.value}` : '';
      const answer = await call('GET', `/scan-batches/${id}/results?format=${format}${only}`, { accept: '*/*' });
      const link = el('a', { href: URL.createObjectURL(await answer.blob()), download: `${id}.${format}` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (failure) {
      problem.textContent = `The results cannot be saved: ${failure.message}`;
    }
  };
  return [el('button', { type: 'button', class: 'plain', on: { click: save('csv') } }, 'Results as CSV'), ' ',
    el('button', { type: 'button', class: 'plain', on: { click: save('ndjson') } }, 'Results as NDJSON'), problem];
}

function showJobs(section, id, signal) {
  const list = el('ul', { class: 'list' });
  const more = el('button', { type: 'button', class: 'plain', hidden: true }, 'More');
  const filter = el('select', { id: 'filter' }, el('option', { value: '' }, 'all states'), STATES.map((state) => el('option', { value: state }, state.replace('_', ' ').toLowerCase())));
  let cursor = null;
  let paged = false;
  let waiting = null;

  async function load(first) {
    paged = !first;
    const query = new URLSearchParams({ batchId: id, limit: '50' });
    if (filter.value) query.set('status', filter.value);
    if (!first && cursor) query.set('cursor', cursor);
    try {
      const page = await json('GET', `/scan-jobs?${query}`, { signal });
      const rows = (page.jobs || page.items || []).map((job) => el('li', {},
        el('a', { href: `#/scan/${job.scanId}` }, found(job.url || job.scanId)), el('span', { class: `state ${job.status}` }, job.status.replace('_', ' ').toLowerCase()),
        job.error ? el('span', { class: 'quiet' }, job.error.cause) : null));
      if (first) replace(list, rows.length ? rows : el('li', { class: 'quiet' }, filter.value ? 'None in this state.' : 'None yet.'));
      else list.append(...rows);
      cursor = page.nextCursor || null;
      more.hidden = !cursor;
    } catch (failure) {
      if (!signal.aborted) replace(list, el('li', { class: 'problem' }, failure.message));
    }
  }
  filter.addEventListener('change', () => load(true));
  more.addEventListener('click', () => load(false));
  replace(section, el('h2', { id: 'jobs' }, 'Scans'), el('div', { class: 'line tools' }, el('label', { for: 'filter' }, 'Show'), filter, exports(id, filter)), list, more);
  load(true);

  // The batch has changed: the first page is read anew, but not more often than people can follow,
  // and not under the hands of somebody who has gone on to further pages.
  return () => {
    if (waiting || paged) return;
    waiting = setTimeout(() => {
      waiting = null;
      if (!signal.aborted && !paged) load(true);
    }, 1500);
  };
}
