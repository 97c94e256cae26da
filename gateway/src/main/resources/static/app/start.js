// The first view: order a scan, see the latest ones.

import { el, found, replace, time } from './dom.js';
import { apiKey, json, setApiKey } from './api.js';

export function showStart(view, signal) {
  document.title = 'XenlixAI page scanner';
  const recent = el('section', { 'aria-labelledby': 'recent' });
  replace(view,
    el('section', { class: 'hero', 'aria-labelledby': 'order' },
      el('h1', { id: 'order' }, 'What do search engines and assistants make of your page?'),
      el('p', { class: 'quiet' }, 'One URL: fetched politely, judged by some hundred checks, explained with quotes from the page.'),
      form()),
    recent);
  showRecent(recent, signal);
}

function form() {
  const input = el('input', {
    id: 'url', name: 'url', type: 'text', inputmode: 'url', required: true, maxlength: 2048,
    placeholder: 'https://example.com/page', autocomplete: 'url', spellcheck: 'false', 'aria-describedby': 'order-problem',
  });
  const problem = el('p', { id: 'order-problem', class: 'problem', role: 'alert' });
  const button = el('button', { type: 'submit' }, 'Scan the page');
  const mobile = el('input', { type: 'radio', name: 'strategy', value: 'mobile', checked: true, id: 'mobile' });
  const desktop = el('input', { type: 'radio', name: 'strategy', value: 'desktop', id: 'desktop' });
  const key = el('input', { id: 'key', type: 'password', autocomplete: 'off', value: apiKey() });
  key.addEventListener('change', () => setApiKey(key.value.trim()));

  async function submit(event) {
    event.preventDefault();
    problem.textContent = '';
    const typed = input.value.trim();
    const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
    button.disabled = true;
    try {
      const accepted = await json('POST', '/scan-jobs', {
        body: JSON.stringify({ url, strategy: desktop.checked ? 'desktop' : 'mobile' }),
        idempotencyKey: crypto.getRandomValues(new Uint32Array(4)).join('-'),
      });
      location.hash = `#/scan/${accepted.scanId}`;
    } catch (failure) {
      problem.textContent = failure.message;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    } finally {
      button.disabled = false;
    }
  }

  return el('form', { class: 'order', novalidate: true, on: { submit } },
    el('label', { for: 'url' }, 'Address of the page'),
    el('div', { class: 'line' }, input, button),
    problem,
    el('fieldset', { class: 'choices' },
      el('legend', { class: 'unseen' }, 'Speed is measured as'),
      el('label', { for: 'mobile' }, mobile, ' mobile'),
      el('label', { for: 'desktop' }, desktop, ' desktop')),
    el('details', {}, el('summary', {}, 'API key'),
      el('label', { for: 'key' }, 'Needed only where the operator has switched keys on; kept until the tab is closed'), key));
}

async function showRecent(section, signal) {
  try {
    const page = await json('GET', '/scan-jobs?limit=10', { signal });
    const jobs = page.jobs || page.items || [];
    if (!jobs.length) return;
    replace(section,
      el('h2', { id: 'recent' }, 'Latest scans'),
      el('ul', { class: 'list' }, jobs.map((job) =>
        el('li', {},
          el('a', { href: `#/scan/${job.scanId}` }, found(job.url || job.scanId)),
          el('span', { class: `state ${job.status}` }, job.status.replace('_', ' ').toLowerCase()),
          el('span', { class: 'quiet' }, time(job.submittedAt))))));
  } catch (failure) {
    if (!signal.aborted) replace(section, el('p', { class: 'quiet' }, `Earlier scans cannot be shown: ${failure.message}`));
  }
}
