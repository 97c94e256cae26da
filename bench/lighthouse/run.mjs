// Asks Lighthouse in a real browser about the pages of LighthouseAgreementTest.
//
//   node run.mjs PAGES VERDICTS [FROM COUNT]
//
// PAGES: one JSON object a line, as that test writes them. VERDICTS: appended to, one line a page; pages that stand
// there already are left out, so a run can be broken off and taken up again.
import fs from 'node:fs';
import https from 'node:https';
import {createRequire} from 'node:module';
import {execFileSync} from 'node:child_process';
import path from 'node:path';
import os from 'node:os';
import {pathToFileURL} from 'node:url';

const modules = process.env.LIGHTHOUSE_MODULES ?? path.join(process.cwd(), 'node_modules');
const require = createRequire(path.join(modules, 'x.js'));
const load = async name => import(pathToFileURL(require.resolve(name)).href);
const {default: lighthouse} = await load('lighthouse');
const chromeLauncher = await load('chrome-launcher');

const [pagesFile, verdictsFile] = process.argv.slice(2);
const AUDITS = [
  'is-crawlable', 'document-title', 'meta-description', 'http-status-code', 'link-text', 'crawlable-anchors',
  'robots-txt', 'image-alt', 'hreflang', 'canonical', 'label', 'select-name', 'button-name', 'input-button-name',
  'link-name', 'frame-title', 'heading-order', 'landmark-one-main', 'meta-viewport', 'aria-roles', 'aria-valid-attr',
  'aria-valid-attr-value', 'duplicate-id-aria', 'video-caption', 'input-image-alt', 'html-has-lang',
  'html-lang-valid', 'html-xml-lang-mismatch',
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lighthouse-'));
execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=fixture',
  '-keyout', `${folder}/key.pem`, '-out', `${folder}/cert.pem`], {stdio: 'ignore'});
let current = null;
const server = https.createServer(
  {key: fs.readFileSync(`${folder}/key.pem`), cert: fs.readFileSync(`${folder}/cert.pem`)},
  (request, response) => {
    const target = new URL(request.url, 'https://x.invalid').pathname;
    if (target === new URL(current.url).pathname) {
      const headers = current.headers.flat();
      response.writeHead(current.status, headers);
      response.end(Buffer.from(current.body, 'base64'));
    } else if (target === '/robots.txt' && current.robotsStatus) {
      response.writeHead(current.robotsStatus, {'Content-Type': current.robotsType});
      response.end(Buffer.from(current.robots, 'base64'));
    } else if (target === '/a.png') {
      response.writeHead(200, {'Content-Type': 'image/png'});
      response.end(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
    } else if (target === '/f') {
      response.writeHead(200, {'Content-Type': 'text/html'});
      response.end('<!doctype html><html lang="en"><title>Frame</title><p>x</p></html>');
    } else {
      response.writeHead(404, {'Content-Type': 'text/plain'});
      response.end('not here');
    }
  });
await new Promise(done => server.listen(0, '127.0.0.1', done));

const chrome = await chromeLauncher.launch({
  chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--ignore-certificate-errors', '--disable-dev-shm-usage',
    `--host-resolver-rules=MAP * 127.0.0.1:${server.address().port}`],
});

const verdict = audit => {
  if (!audit || audit.scoreDisplayMode === 'notApplicable' || audit.scoreDisplayMode === 'manual') return 'na';
  if (audit.scoreDisplayMode === 'error' || audit.score === null) return 'error';
  return audit.score >= 0.9 ? 'pass' : 'fail';
};

try {
  const known = new Set((fs.existsSync(verdictsFile) ? fs.readFileSync(verdictsFile, 'utf8').split('\n') : [])
    .map(line => line.split('\t')[0]));
  const pages = fs.readFileSync(pagesFile, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
  const until = Date.now() + 1000 * Number(process.env.SECONDS ?? 3600);
  for (const page of pages) {
    if (known.has(page.name)) continue;
    if (Date.now() > until) break;
    current = page;
    const result = await lighthouse(page.url, {
      port: chrome.port,
      onlyAudits: AUDITS,
      output: 'json',
      logLevel: 'silent',
      throttlingMethod: 'provided',
      formFactor: 'desktop',
      screenEmulation: {disabled: true},
      disableFullPageScreenshot: true,
      maxWaitForLoad: 8000,
    }, {extends: 'lighthouse:default', settings: {
      pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0}});
    const audits = result.lhr.audits;
    const error = result.lhr.runtimeError?.code;
    const verdicts = AUDITS.map(id => `${id}=${verdict(audits[id])}`);
    fs.appendFileSync(verdictsFile, [page.name, ...verdicts].join('\t') + '\n');
    console.log(page.name, error ?? '', verdicts.filter(one => !one.endsWith('=pass') && !one.endsWith('=na')).join(' '));
  }
} finally {
  await chrome.kill();
  server.close();
  fs.rmSync(folder, {recursive: true});
}
