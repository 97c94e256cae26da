// The pipeline as the broker sees it, and the lag of its stages over the last minutes.

import { announce, el, figure, found, replace, seconds, svg, table } from './dom.js';
import { json } from './api.js';

const EVERY = 5000;
const NAMES = { CRAWL: 'Fetch', ANALYZE: 'Read & judge', GENERATE: 'Explain' };

export function showPipeline(view, signal) {
  document.title = 'Pipeline – XenlixAI';
  const content = el('div', {});
  replace(view, el('h1', {}, 'Pipeline'), el('p', { class: 'quiet' }, 'Measured at the broker every few seconds, so that a stage that has died is seen as well.'), content);
  let stalled = '';

  async function look() {
    if (signal.aborted) return;
    try {
      const pipeline = await json('GET', '/pipeline?history=true', { signal });
      replace(content, stages(pipeline), curve(pipeline.history || []), lanes(pipeline), rest(pipeline));
      const now = pipeline.stages.filter((stage) => stage.stalled).map((stage) => NAMES[stage.stage]).join(', ');
      if (now !== stalled) announce(now ? `Stalled: ${now}` : 'No stage is stalled any more.');
      stalled = now;
    } catch (failure) {
      if (!signal.aborted) replace(content, el('p', { class: 'problem', role: 'alert' }, failure.message));
    }
    const timer = setTimeout(look, EVERY);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
  look();
}

function stages(pipeline) {
  return el('ul', { class: 'tiles' }, pipeline.stages.map((stage) =>
    el('li', { class: `card ${stage.stalled ? 'stalled' : ''}` },
      el('h2', {}, NAMES[stage.stage] || stage.stage),
      el('p', { class: 'big' }, String(stage.lag), el('small', {}, ' waiting')),
      el('p', {}, `${stage.members} ${stage.members === 1 ? 'worker' : 'workers'} · ${figure(stage.ratePerSecond, 1)}/s`),
      stage.stalled ? el('p', { class: 'problem' }, 'Work waits and nobody is there to do it') : null)));
}

function lanes(pipeline) {
  const rows = [...pipeline.stages.flatMap((stage) => stage.lanes), ...pipeline.gateway];
  return el('section', { class: 'card' }, el('h2', {}, 'Queues'),
    table('Queues', ['Queue', 'Read by', 'Waiting', 'Oldest', 'Head of the line', 'Rate', 'Drained in', 'Verdict'], rows.map((row) =>
      el('tr', { class: row.stalled ? 'stalled' : null },
        el('th', { scope: 'row' }, row.topic), el('td', {}, `${row.group} (${row.members})`), el('td', {}, String(row.lag)),
        el('td', {}, row.lag ? seconds(row.oldestSeconds) : '–'),
        el('td', {}, row.headScanId ? el('a', { href: `#/scan/${encodeURIComponent(row.headScanId)}` }, found(row.headScanId)) : '–'),
        el('td', {}, `${figure(row.ratePerSecond, 1)}/s`), el('td', {}, row.lag ? seconds(row.drainSeconds) : '–'),
        el('td', { class: row.verdict === 'ok' ? 'good' : row.verdict === 'unknown' ? 'quiet' : 'poor' }, row.verdict.replace('_', ' '))))));
}

function rest(pipeline) {
  return el('p', { class: 'quiet' }, `${pipeline.deadLetters} dead letters · ${pipeline.parked} parked records · sampled ${new Date(pipeline.sampledAt).toLocaleTimeString()}`);
}

function curve(history) {
  if (history.length < 2) return null;
  const width = 640;
  const height = 160;
  const names = Object.keys(history[0].lags);
  const top = Math.max(1, ...history.flatMap((moment) => Object.values(moment.lags)));
  const start = Date.parse(history[0].at);
  const span = Math.max(1, Date.parse(history.at(-1).at) - start);
  const points = (name) => history.map((moment) =>
    `${(((Date.parse(moment.at) - start) / span) * width).toFixed(1)},${(height - (moment.lags[name] / top) * (height - 10)).toFixed(1)}`).join(' ');
  const told = names.map((name) => `${NAMES[name] || name} from ${history[0].lags[name]} to ${history.at(-1).lags[name]}`).join(', ');
  return el('section', { class: 'card' }, el('h2', {}, `Waiting over the last ${seconds(span / 1000)}`),
    svg('svg', { viewBox: `0 0 ${width} ${height + 4}`, class: 'curve', role: 'img', 'aria-label': `Lag: ${told}`, preserveAspectRatio: 'none' },
      svg('line', { x1: 0, x2: width, y1: height, y2: height, class: 'axis' }),
      names.map((name, index) => svg('polyline', { points: points(name), class: `line-${index}`, 'vector-effect': 'non-scaling-stroke' }))),
    el('p', { class: 'legend' }, `peak ${top}`, names.map((name, index) => el('span', { class: `key-${index}` }, NAMES[name] || name))));
}
