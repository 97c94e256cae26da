// Has Lighthouse judge the fixtures of `LighthouseAgreementTest` in one Chromium and keeps its verdicts:
//
//   LIGHTHOUSE_MODULES=DIR/node_modules node bench/lighthouse/verdicts.mjs [--all]
//
// `agreement.sh` beside it makes that folder, runs this, and then the test. Fixtures whose verdicts are kept already are
// passed over unless they have changed, or with `--all`; an interrupted run goes on where it ended.
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const fixtures = path.join(here, '../../stage-analyze/src/test/resources/lighthouse');
const kept = path.join(fixtures, 'verdicts.tsv');
const modules = process.env.LIGHTHOUSE_MODULES ?? path.join(process.cwd(), 'node_modules');
const load = createRequire(path.join(modules, 'x.js'));
const {default: lighthouse} = await import(pathToFileURL(load.resolve('lighthouse')));
const {launch} = await import(pathToFileURL(load.resolve('chrome-launcher')));

const AUDITS = [
  'canonical', 'crawlable-anchors', 'document-title', 'hreflang', 'http-status-code', 'image-alt', 'is-crawlable', 'link-text',
  'meta-description', 'robots-txt',
  'aria-command-name', 'aria-roles', 'aria-valid-attr', 'aria-valid-attr-value', 'button-name', 'duplicate-id-aria', 'frame-title',
  'heading-order', 'html-has-lang', 'html-lang-valid', 'html-xml-lang-mismatch', 'input-button-name', 'input-image-alt', 'label',
  'landmark-one-main', 'link-name', 'meta-refresh', 'meta-viewport', 'select-name', 'video-caption',
];

// As `Fixture` in stage-analyze has them; the test compares a digest of what came out.
const HOST = 'http://www.northpeak.example';
const URL_OF_ALL = HOST + '/tents/arctic-2';
const TEMPLATE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Arctic 2 winter tent | Northpeak Outdoor</title>
%head
</head>
<body>
%body
</body>
</html>
`;

function part(text, mark) {
  const at = text.indexOf(mark);
  if (at < 0) return '';
  const end = text.indexOf('\n@', at + mark.length - 1);
  return text.slice(at + mark.length, end < 0 ? text.length : end + 1).trimEnd();
}

function page(text) {
  if (!text.startsWith('@')) return text;
  const head = part(text, '@head\n');
  const template = head.includes('<title') ? TEMPLATE.replace(/<title>.*\n/, '') : TEMPLATE;
  return template.replace('%head', () => head).replace('%body', () => part(text, '@body\n'));
}

function fixture(file, section) {
  const end = section.indexOf('\n');
  const [outcome, ...words] = section.slice(0, end).trim().split(' ');
  const rest = section.slice(end + 1);
  const split = rest.startsWith('---') ? 0 : rest.indexOf('\n---\n');
  const body = page(rest.slice(rest.indexOf('---\n', split) + 4));
  const one = {name: `${file} ${words.join(' ')}`, outcome, url: URL_OF_ALL, status: 200, headers: [], hops: [], robots: [404, '', 'text/plain'], body};
  for (const line of rest.slice(0, split).split('\n').filter(Boolean)) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).trim();
    if (line.startsWith('|')) one.robots[1] += line.slice(2) + '\n';
    else if (line.startsWith('h:')) one.headers.push([value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1).trim()]);
    else if (line.startsWith('robots:')) one.robots = [Number(value.split(' ')[0]), '', value.split(' ')[1] ?? 'text/plain'];
    else if (line.startsWith('status:')) one.status = Number(value);
    else if (line.startsWith('url:')) one.url = value;
    else if (line.startsWith('hop:')) one.hops.push(/^(\d+) (\S+) -> (\S+)$/.exec(value).slice(1));
    else throw new Error(`${one.name}: no such setting: ${line}`);
  }
  one.digest = createHash('sha256').update(section).update('\0').update(body).digest('hex').slice(0, 12);
  return one;
}

const all = readdirSync(fixtures)
  .filter(file => file.endsWith('.txt'))
  .sort()
  .flatMap(file => readFileSync(path.join(fixtures, file), 'utf8').split(/^=== /m).filter(text => text.trim())
    .map(section => fixture(file.replace('.txt', ''), section)));

const rows = new Map();
if (existsSync(kept) && !process.argv.includes('--all')) {
  readFileSync(kept, 'utf8').split('\n').filter(line => line && !line.startsWith('#')).forEach(line => rows.set(line.split('\t')[0], line));
}
let versions = rows.size ? readFileSync(kept, 'utf8').split('\n')[0] : '';

function keep() {
  const about = '# fixture, digest of it, audits that fail, audits that pass; those not named do not apply (bench/lighthouse/verdicts.mjs)';
  writeFileSync(kept, [versions, about, ...all.map(one => rows.get(one.name)).filter(Boolean)].join('\n') + '\n');
}

const todo = all.filter(one => rows.get(one.name)?.split('\t')[1] !== one.digest);
if (!todo.length) {
  keep();
  process.exit();
}

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
let current = {hops: [], robots: [404, '', 'text/plain']};

// Every host name leads here; the page that is being judged is the one that `current` says.
const server = createServer((request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`).href;
  const hop = current.hops.find(([, from]) => from === url);
  response.setHeader('Cache-Control', 'no-store');
  if (hop) response.writeHead(Number(hop[0]), {Location: hop[2]}).end();
  else if (url === current.url) answer(response);
  else if (url === HOST + '/robots.txt') response.writeHead(current.robots[0], {'Content-Type': current.robots[2]}).end(current.robots[1]);
  else if (/\.(png|jpe?g|gif|webp|svg)$/.test(url)) response.writeHead(200, {'Content-Type': 'image/png'}).end(PIXEL);
  else if (url.endsWith('/frame')) response.writeHead(200, {'Content-Type': 'text/html'}).end('<!doctype html><html lang="en"><title>Map</title><p>Map</p>');
  else response.writeHead(404).end();
});

function answer(response) {
  if (!current.headers.some(([name]) => name.toLowerCase() === 'content-type')) response.setHeader('Content-Type', 'text/html; charset=utf-8');
  current.headers.forEach(([name, value]) => response.appendHeader(name, value));
  response.writeHead(current.status).end(current.body);
}

await new Promise(ready => server.listen(0, '127.0.0.1', ready));
const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage', `--host-resolver-rules=MAP * 127.0.0.1:${server.address().port}`],
});

/** Informative audits score nothing; what they list is what they found wrong, and they do not apply when they found nothing. */
function verdictOf(audit) {
  if (audit.scoreDisplayMode === 'notApplicable') return 'na';
  if (audit.scoreDisplayMode === 'informative') return audit.details.items.length ? 'fail' : 'pass';
  return audit.score === 1 ? 'pass' : 'fail';
}

process.on('SIGTERM', () => {
  chrome.kill();
  process.exit(1);
});

async function judge(one) {
  current = one;
  const result = await lighthouse(one.hops[0]?.[1] ?? one.url, {port: chrome.port, logLevel: 'silent'}, {
    extends: 'lighthouse:default',
    settings: {
      // Any other method of throttling makes Lighthouse wait for 5 s twice on each page.
      onlyAudits: AUDITS, throttlingMethod: 'simulate', disableFullPageScreenshot: true, ignoreStatusCode: true, maxWaitForLoad: 15_000,
      pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0,
    },
  });
  const {lhr} = result;
  if (lhr.runtimeError) throw new Error(`${one.name}: ${lhr.runtimeError.message}`);
  const verdicts = AUDITS.map(id => [id, lhr.audits[id]]);
  const broken = verdicts.filter(([, audit]) => audit.scoreDisplayMode === 'error');
  if (broken.length) throw new Error(`${one.name}: ${broken.map(([id, audit]) => id + ' ' + audit.errorMessage).join()}`);
  const having = verdict => verdicts.filter(([, audit]) => verdictOf(audit) === verdict).map(([id]) => id).join(' ');
  return {row: [one.name, one.digest, having('fail'), having('pass')].join('\t'), lhr};
}

try {
  for (const one of todo) {
    const {row, lhr} = await judge(one);
    rows.set(one.name, row);
    const chromium = /Chrome\/(\d+)/.exec(lhr.environment.hostUserAgent)[1];
    const used = `# Lighthouse ${lhr.lighthouseVersion}, axe-core ${lhr.environment.credits['axe-core']}, Chromium ${chromium}, `;
    if (versions && !versions.startsWith(used)) throw new Error('the kept verdicts are of other versions; judge all anew with --all');
    versions = used + new Date().toISOString().slice(0, 10);
    keep();
    console.log(row);
  }
} finally {
  chrome.kill();
  server.close();
}
