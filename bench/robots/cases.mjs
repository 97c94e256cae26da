// Generates robots.txt files with questions and writes what npm's robots-parser answers.
//
//   ROBOTS_MODULES=DIR/node_modules node cases.mjs > stage-analyze/src/test/resources/robots/cases.tsv
//
// One case a line: file (line ends as \n), agent, target, verdict. The generator has a fixed seed: the same cases come
// again until it is changed. `npm install robots-parser@3` makes the folder.
import {createRequire} from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.env.ROBOTS_MODULES ?? path.join(process.cwd(), 'node_modules'), 'x.js'));
const robotsParser = require('robots-parser');

let state = 20260504;
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = list => list[Math.floor(random() * list.length)];
const chance = share => random() < share;

const AGENTS = ['Googlebot', 'Googlebot', 'GPTBot', 'GPTBot', 'ClaudeBot', 'Claude-User', 'Otherbot'];
const WRITTEN = ['*', '*', '*', '*', 'Googlebot', 'googlebot', 'Googlebot', 'GPTBot', 'GPTBot', 'ClaudeBot', 'Claude-User',
  'bot', 'Google', 'Googlebot-News', 'GPTBot/1.0'];
const SEGMENTS = ['a', 'shop', 'tents', 'private', 'fish', 'Fish', 'x.php', 'caf%C3%A9', 'café', 'a%2Fb', '%7Euser', '~user', 'p*q'];
const QUERIES = ['', '', '', '?q=1', '?sort=price&page=2', '?'];

const target = () => '/' + Array.from({length: Math.floor(random() * 4)}, () => pick(SEGMENTS.slice(0, 12))).join('/')
  + (chance(0.3) ? '/' : '') + pick(QUERIES);
const pattern = () => {
  if (chance(0.06)) return '';
  if (chance(0.05)) return '*';
  if (chance(0.04)) return pick(['private', 'shop/']);
  let text = target();
  if (chance(0.25)) text = text.replace(pick(SEGMENTS), '*');
  if (chance(0.15)) text += '*';
  if (chance(0.15)) text += '$';
  if (chance(0.05)) text = text.replace('/', '/$');
  return text;
};
const field = name => pick([name, name, name, name.toLowerCase(), name.toUpperCase(), name + ' ', ' ' + name]);
const rule = () => field(chance(0.65) ? 'Disallow' : 'Allow') + ':' + pick([' ', ' ', '', '\t']) + pattern()
  + (chance(0.08) ? ' # why' : '');
const file = () => {
  const lines = [];
  if (chance(0.08)) lines.push(rule());
  const groups = 1 + Math.floor(random() * 3);
  for (let g = 0; g < groups; g++) {
    const agents = chance(0.25) ? 2 : 1;
    for (let a = 0; a < agents; a++) lines.push(field('User-agent') + ': ' + pick(WRITTEN));
    if (chance(0.1)) lines.push(pick(['Crawl-delay: 5', 'Sitemap: https://www.example.com/s.xml', 'Host: example.com', 'Nonsense', '# note']));
    const rules = Math.floor(random() * 4);
    for (let r = 0; r < rules; r++) {
      lines.push(rule());
      if (chance(0.05)) lines.push(pick(['Crawl-delay: 5', 'Sitemap: https://www.example.com/s.xml', '', '# note']));
    }
    if (chance(0.6)) lines.push('');
  }
  return lines;
};

// Mostly something that one of the rules is about.
const question = lines => {
  const patterns = lines.map(line => /^\s*(?:dis)?allow\s*:\s*([^#]*)/i.exec(line)?.[1].trim()).filter(Boolean);
  if (!patterns.length || chance(0.2)) return target();
  let asked = pick(patterns).replaceAll('*', () => pick(['', 'x', 'x/y'])).replace(/\$$/, '');
  if (!asked.startsWith('/')) asked = '/' + asked;
  if (chance(0.3)) asked += pick(SEGMENTS.slice(0, 7));
  if (chance(0.1)) asked = asked.replace('%7E', '~');
  if (chance(0.05)) asked = asked.slice(0, -1) || '/';
  return asked;
};

for (let i = 0; i < 2000; i++) {
  const lines = file();
  const agent = pick(AGENTS);
  const asked = question(lines);
  // robots-parser ends lines at \n, \r\n and \r as RFC 9309 does.
  const text = lines.join('\n') + '\n';
  const allowed = robotsParser('https://www.example.com/robots.txt', text).isAllowed('https://www.example.com' + asked, agent);
  process.stdout.write([lines.join('\\n').replaceAll('\t', '\\t'), agent, asked, allowed === false ? 'blocked' : 'allowed'].join('\t') + '\n');
}
