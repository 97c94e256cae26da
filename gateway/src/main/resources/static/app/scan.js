// One scan: its stages as they happen, the teaser as soon as it is there, then the full report.

import { announce, el, found, replace, seconds } from './dom.js';
import { call, follow, json } from './api.js';
import { fullReport, teaserReport } from './report.js';

const ENDED = ['FULL_READY', 'FAILED', 'CANCELLED'];
const STAGES = { CRAWL: 'Fetch', PARSE: 'Read', ANALYZE: 'Judge', GENERATE: 'Explain' };

export function showScan(view, signal, id) {
  const heading = el('h1', {}, 'Scan');
  const stages = el('section', { class: 'card', 'aria-label': 'Progress' });
  const report = el('div', { class: 'report' });
  replace(view, heading, stages, report);
  document.title = 'Scan – XenlixAI';
  let shown = 'nothing';

  async function show(kind) {
    if (shown === kind || shown === 'full') return;
    try {
      const document = await json('GET', `/scan-jobs/${id}/${kind}`, { signal });
      if (kind === 'teaser' && shown === 'full') return;
      shown = kind;
      replace(report, kind === 'full' ? fullReport(document, id) : teaserReport(document));
      if (kind === 'full') announce(`The report is ready. Score ${document.score === null ? 'not given' : Math.round(document.score)} of 100.`);
    } catch (failure) {
      if (signal.aborted) return;
      if (failure.status === 402) await showLocked();
      else if (failure.status !== 409) replace(report, el('p', { class: 'problem', role: 'alert' }, failure.message));
    }
  }

  async function showLocked() {
    await show('teaser');
    const problem = el('p', { class: 'problem', role: 'alert' });
    const unlock = async () => {
      try {
        await call('POST', `/scan-jobs/${id}/unlock`, { signal });
        await show('full');
      } catch (failure) {
        problem.textContent = failure.message;
      }
    };
    report.prepend(el('section', { class: 'card locked' },
      el('h2', {}, 'The full report is locked'),
      el('p', {}, 'All checks with their places on the page, keyphrases, page speed and advice.'),
      el('button', { type: 'button', on: { click: unlock } }, 'Unlock the full report'), problem));
  }

  follow(`/scan-jobs/${id}/events`, {
    signal,
    ended: (job) => ENDED.includes(job.status),
    onProblem: (failure) => replace(stages, el('p', { class: 'problem', role: 'alert' }, failure.message)),
    onEvent: (job) => {
      replace(heading, found(job.url || 'Scan'));
      replace(stages, progress(job, id));
      announce(spoken(job));
      if (job.status === 'TEASER_READY') show('teaser');
      if (job.status === 'FULL_READY') show('full');
      if (job.status === 'FAILED') {
        document.title = 'Failed – XenlixAI';
        show('teaser');
      }
    },
  });
}

function spoken(job) {
  if (job.status === 'FAILED') return `The scan failed: ${job.error ? job.error.message : ''}`;
  if (job.status === 'CANCELLED') return 'The scan was cancelled.';
  const running = job.stages.find((stage) => stage.state === 'RUNNING');
  return running ? `${STAGES[running.stage]}, ${job.progress} percent` : `${job.status.replace('_', ' ').toLowerCase()}, ${job.progress} percent`;
}

function progress(job, id) {
  const over = ENDED.includes(job.status);
  return [
    el('div', { class: 'line' },
      el('span', { class: `state ${job.status}` }, job.status.replace('_', ' ').toLowerCase()),
      el('progress', { max: 100, value: job.progress, 'aria-label': 'Progress of the scan' }, `${job.progress} %`),
      over ? null : el('button', { type: 'button', class: 'plain', on: { click: () => call('DELETE', `/scan-jobs/${id}`).catch(() => {}) } }, 'Cancel')),
    el('ol', { class: 'stages' }, job.stages.map((stage) =>
      el('li', { class: stage.state },
        el('strong', {}, STAGES[stage.stage] || stage.stage),
        el('span', {}, told(stage))))),
    job.queue && (job.queue.reason || job.queue.stalled)
      ? el('p', { class: 'notice' }, job.queue.stalled ? 'Nobody works on the next stage right now. ' : '', found(job.queue.reason || ''),
        job.queue.waitSeconds !== undefined ? ` (about ${seconds(job.queue.waitSeconds)})` : '')
      : null,
    job.error ? el('p', { class: 'problem', role: 'alert' }, `${job.error.cause}: `, found(job.error.message)) : null,
  ];
}

function told(stage) {
  const tries = stage.attempts > 1 ? `, attempt ${stage.attempts}` : '';
  if (stage.state === 'DONE') return `${stage.durationMs === undefined ? 'done' : seconds(stage.durationMs / 1000)}${tries}`;
  return stage.state.toLowerCase() + tries;
}
