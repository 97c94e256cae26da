// A report, for the owner of the page first and for its developer below.

import { apiKey, call } from './api.js';
import { announce, el, figure, found, outside, svg, table, time } from './dom.js';

const CATEGORIES = {
  crawl: 'Crawl & index', meta: 'Metadata', content: 'Content', schema: 'Structured data', links: 'Links', img: 'Images',
  social: 'Social cards', i18n: 'International', a11y: 'Accessibility', sec: 'Security', ai: 'Answer engines', perf: 'Performance',
};
const HEADLINES = {
  search: 'Search', 'answer-access': 'Answer engines: access', 'answer-readability': 'Answer engines: readability',
  performance: 'Performance', accessibility: 'Accessibility', trust: 'Trust', 'lighthouse-seo': 'Lighthouse SEO',
};
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

function band(score) {
  if (score === null || score === undefined) return 'none';
  return score >= 90 ? 'good' : score >= 50 ? 'needs-work' : 'poor';
}

function gauge(score, provisional) {
  const length = 2 * Math.PI * 52;
  const told = score === null ? 'No score' : `Score ${Math.round(score)} of 100`;
  return svg('svg', { viewBox: '0 0 120 120', class: `gauge ${band(score)}`, role: 'img', 'aria-label': told + (provisional ? ', provisional' : '') },
    svg('circle', { cx: 60, cy: 60, r: 52, class: 'track' }),
    svg('circle', { cx: 60, cy: 60, r: 52, class: 'value', 'stroke-dasharray': `${(length * (score || 0)) / 100} ${length}`, transform: 'rotate(-90 60 60)' }),
    svg('text', { x: 60, y: 68, 'text-anchor': 'middle' }, score === null ? '–' : String(Math.round(score))));
}

function bars(items, names) {
  return el('dl', { class: 'bars' }, items.map((item) =>
    el('div', {},
      el('dt', {}, names[item.id] || item.id),
      el('dd', {},
        item.score === null || item.score === undefined
          ? el('span', { class: 'quiet' }, 'not judged')
          : [el('meter', { min: 0, max: 100, low: 50, high: 90, optimum: 100, value: item.score, 'aria-hidden': 'true' }),
            el('b', { class: band(item.score) }, figure(Math.round(item.score)))]))));
}

function scores(report, provisional) {
  return el('section', { class: 'card scores', 'aria-labelledby': 'scores' },
    el('div', { class: 'total' }, gauge(report.score, provisional),
      el('p', {}, el('strong', { class: band(report.score) }, (report.band || 'none').replace('-', ' ')), provisional ? ' (provisional)' : '')),
    el('div', {},
      el('h2', { id: 'scores' }, 'Scores'),
      (report.caps || []).map((cap) => el('p', { class: 'notice' }, `${cap.score} bounded at ${cap.max}: `, found(cap.reason))),
      bars(report.categories || [], CATEGORIES),
      (report.headlines || []).length ? [el('h3', {}, 'Headline scores'), bars(report.headlines, HEADLINES)] : null,
      el('p', { class: 'quiet' }, `${Math.round((report.coverage ?? 1) * 100)} % of the weight could be judged.`)));
}

function preview(url, title, description) {
  return el('section', { class: 'card', 'aria-labelledby': 'preview' },
    el('h2', { id: 'preview' }, 'As a search result'),
    el('div', { class: 'snippet' },
      el('p', { class: 'quiet' }, outside(url)),
      el('p', { class: 'headline' }, found(title || '(no title)')),
      el('p', {}, found(description || '(no description: the search engine chooses a text itself)'))));
}

function place(evidence) {
  return el('figure', { class: 'place' },
    el('figcaption', { class: 'quiet' },
      evidence.line ? `Line ${evidence.line}${evidence.column ? `, column ${evidence.column}` : ''} ` : '',
      evidence.path ? el('code', {}, found(evidence.path)) : null,
      evidence.note ? [' ', found(evidence.note)] : null),
    evidence.snippet ? el('pre', {}, found(evidence.snippet)) : null);
}

function finding(check) {
  const places = Array.isArray(check.evidence) ? check.evidence : check.evidence ? [check.evidence] : [];
  const more = (check.evidenceTotal || places.length) - places.length;
  return el('details', { class: `finding ${check.outcome}`, open: check.severity === 'critical' },
    el('summary', {},
      el('span', { class: `label ${check.severity}` }, check.severity),
      el('strong', {}, found(check.title)),
      check.pointsLost > 0 ? el('span', { class: 'points' }, `−${figure(check.pointsLost, 1)} points`) : null),
    el('p', {}, found(check.why)),
    check.fix ? el('p', {}, el('strong', {}, 'What to do: '), found(check.fix)) : null,
    places.map(place),
    more > 0 ? el('p', { class: 'quiet' }, `… and ${more} more`) : null,
    el('p', { class: 'quiet' }, el('code', {}, check.id), check.source ? [' · ', found(check.source)] : null));
}

function findings(title, checks) {
  const sorted = [...checks].sort((one, other) =>
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || other.pointsLost - one.pointsLost);
  return el('section', { class: 'card' }, el('h2', {}, title), sorted.length ? sorted.map(finding) : el('p', {}, 'Nothing to complain about.'));
}

export function teaserReport(teaser) {
  const shown = new Set((teaser.findings || []).map((one) => one.id));
  const critical = (teaser.critical || []).filter((one) => !shown.has(one.id));
  return [
    scores(teaser, true),
    findings('The gravest findings', [...(teaser.findings || []), ...critical]),
    preview(teaser.finalUrl, teaser.title, teaser.description),
    teaser.locked && teaser.locked.length
      ? el('p', { class: 'quiet' }, 'In the full report: ', teaser.locked.map((part) => part.id + (part.count === undefined ? '' : ` (${part.count})`)).join(', '))
      : null,
  ];
}

function advice(insights, checks) {
  if (!insights) return null;
  // Evidence is a quote of the page or what the audit measured, and only the first is shown as a quote.
  const measured = new Set(checks.map((check) => (check.value || '').trim().replace(/\s+/g, ' ')));
  return el('section', { class: 'card' }, el('h2', {}, 'What to do first'),
    el('p', {}, found(insights.summary)),
    el('ol', { class: 'advice' }, insights.recommendations.map((one) =>
      el('li', {}, el('strong', {}, found(one.title)),
        el('span', { class: 'label' }, `${one.impact} impact`), el('span', { class: 'label' }, `effort ${one.effort}`),
        one.points > 0 ? el('span', { class: 'label' }, `up to +${figure(one.points, 1)}`) : null,
        el('p', {}, found(one.why)),
        one.evidence.map((text) => measured.has(text)
          ? el('p', { class: 'quiet' }, 'Measured: ', found(text))
          : el('blockquote', {}, found(text)))))),
    insights.suggestedTitle ? [el('h3', {}, 'Suggested title'), el('blockquote', {}, found(insights.suggestedTitle))] : null,
    insights.suggestedDescription ? [el('h3', {}, 'Suggested description'), el('blockquote', {}, found(insights.suggestedDescription))] : null,
    insights.faq.length ? [el('h3', {}, 'Questions that the page answers'),
      el('dl', {}, insights.faq.map((faq) => [el('dt', {}, found(faq.question)), el('dd', {}, found(faq.answer))]))] : null,
    insights.jsonLd ? el('details', {}, el('summary', {}, 'Structured data to start from'),
      el('pre', {}, found(JSON.stringify(insights.jsonLd, null, 2)))) : null,
    el('p', { class: 'quiet' }, insights.source === 'rules' ? 'Written by rules from what the page says.' : 'Written with a language model; every statement was checked against the page.'));
}

function keyphrases(phrases) {
  if (!phrases || !phrases.length) return null;
  return el('section', { class: 'card' }, el('h2', {}, 'What the page is about'),
    table('Keyphrases', ['Keyphrase', 'Weight', 'Count', 'Where', 'Missing from'], phrases.map((one) =>
      el('tr', {}, el('th', { scope: 'row' }, found(one.phrase)), el('td', {}, figure(one.score, 2)), el('td', {}, String(one.count)),
        el('td', {}, one.places.join(', ')), el('td', {}, one.missingFrom.join(', '))))));
}

function speed(psi) {
  if (!psi) return null;
  const rows = (figures) => Object.entries(figures).map(([name, value]) =>
    el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, name.toLowerCase() === 'cls' ? figure(value, 3) : `${Math.round(value)} ms`)));
  return el('section', { class: 'card' }, el('h2', {}, `Page speed (${psi.strategy})`),
    el('p', {}, 'Performance ', el('strong', { class: band(psi.score) }, figure(psi.score)), ' of 100'),
    Object.keys(psi.lab).length ? [el('h3', {}, 'In the laboratory'), table('Laboratory figures', ['Metric', 'Value'], rows(psi.lab))] : null,
    Object.keys(psi.field).length ? [el('h3', {}, `In the field (${psi.fieldScope}, 75th percentile)`), table('Field figures', ['Metric', 'Value'], rows(psi.field))] : null);
}

function facts(report) {
  const page = report.page;
  const rows = [
    ['Canonical', page.canonical && outside(page.canonical)], ['Language', page.lang], ['Kind', page.pageType], ['Author', page.author],
    ['Published', page.published], ['Modified', page.modified], ['Words', `${page.wordCount}, of which main text ${page.mainWordCount}`],
    ['Links', `${page.links.total} (${page.links.internal} internal, ${page.links.external} external)`],
    ['Images', `${page.images.total}, without alt ${page.images.withoutAlt}`], ['Structured data', page.structuredData.types.join(', ')],
    ['Robots', page.robots.join(', ')], ['Encoding', `${page.charset} (${page.charsetSource})`],
    ['HTML', `${page.htmlBytes} bytes, ${page.elementCount} elements`], ['Transfer', `${report.http.wireBytes} bytes, ${report.http.contentEncoding}, ${report.http.httpVersion}`],
    ['Fetched', time(report.fetchedAt)],
  ].filter(([, value]) => value);
  return el('section', { class: 'card' }, el('h2', {}, 'The page'),
    el('dl', { class: 'facts' }, rows.map(([name, value]) => [el('dt', {}, name), el('dd', {}, typeof value === 'string' ? found(value) : value)])),
    page.headings.length ? el('details', {}, el('summary', {}, `Headings (${page.headingCount})`),
      el('ul', { class: 'outline' }, page.headings.map((heading) =>
        el('li', { class: `level-${heading.level}` }, el('code', {}, `h${heading.level}`), ' ', found(heading.text))))) : null);
}

function agents(list) {
  if (!list || !list.length) return null;
  return el('section', { class: 'card' }, el('h2', {}, 'What robots.txt lets in'),
    table('Agents', ['Agent', 'For', 'May fetch', 'Rule'], list.map((one) =>
      el('tr', {}, el('th', { scope: 'row' }, one.agent), el('td', {}, one.kind),
        el('td', { class: one.allowed ? 'good' : 'poor' }, one.allowed ? 'yes' : 'no'), el('td', {}, found(one.rule || ''))))));
}

function everything(checks) {
  return el('section', { class: 'card' },
    el('details', {}, el('summary', {}, `All ${checks.length} checks`),
      table('All checks', ['Check', 'Category', 'Outcome', 'Value'], checks.map((check) =>
        el('tr', {}, el('th', { scope: 'row' }, found(check.title)), el('td', {}, CATEGORIES[check.category] || check.category),
          el('td', { class: check.outcome }, check.outcome), el('td', {}, found(check.value || '')))))));
}

/** A link cannot send a key: where there is one, the page is fetched with it and saved. */
function printable(id) {
  const path = `/scan-jobs/${id}/full`;
  if (!apiKey()) return el('a', { href: `/api/v1${path}`, type: 'text/html', target: '_blank', rel: 'noopener' }, 'As a page to print');
  const save = async () => {
    const answer = await call('GET', path, { accept: 'text/html' });
    const link = el('a', { href: URL.createObjectURL(await answer.blob()), download: `report-${id}.html` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  return el('button', { type: 'button', class: 'plain', on: { click: () => save().catch((failure) => announce(failure.message)) } }, 'Save as a page to print');
}

export function fullReport(report, id) {
  const open = report.checks.filter((check) => check.outcome === 'fail' || check.outcome === 'warn');
  return [
    report.degraded.length ? el('p', { class: 'notice' }, `Not to be had from outside: ${report.degraded.join(', ')}.`) : null,
    scores(report, false),
    advice(report.insights, report.checks),
    findings(`Findings (${open.length})`, open),
    preview(report.finalUrl, report.page.title, report.page.description),
    keyphrases(report.keyphrases),
    speed(report.psi),
    agents(report.agents),
    facts(report),
    everything(report.checks),
    el('p', { class: 'quiet' }, printable(id),
      ` · checks ${report.versions.checks} · keyphrases ${report.versions.keyphrases}${report.versions.model ? ` · model ${report.versions.model}` : ''}`),
  ];
}
