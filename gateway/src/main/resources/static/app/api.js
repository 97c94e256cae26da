// Speaks with the gateway. Errors are the problem documents of RFC 9457.

const BASE = '/api/v1';
const KEY = 'xenlix-api-key';

export class Problem extends Error {
  constructor(status, document, retryAfter) {
    const reasons = (document.errors || []).map((error) => `${error.field} ${error.reason}`).join('; ');
    super(reasons || document.detail || document.title || `HTTP ${status}`);
    this.status = status;
    this.document = document;
    this.retryAfter = retryAfter;
  }
}

export function apiKey() {
  return sessionStorage.getItem(KEY) || '';
}

export function setApiKey(key) {
  if (key) sessionStorage.setItem(KEY, key);
  else sessionStorage.removeItem(KEY);
}

function headers(more = {}) {
  const key = apiKey();
  return key ? { 'X-API-Key': key, ...more } : more;
}

/** The answer, or a Problem. */
export async function call(method, path, { body, type = 'application/json', accept = 'application/json', signal, idempotencyKey } = {}) {
  const more = { Accept: accept };
  if (body !== undefined) more['Content-Type'] = type;
  if (idempotencyKey) more['Idempotency-Key'] = `"${idempotencyKey}"`;
  const answer = await fetch(BASE + path, { method, headers: headers(more), body, signal });
  if (answer.ok) return answer;
  throw new Problem(answer.status, await answer.json().catch(() => ({})), Number(answer.headers.get('Retry-After') || 0));
}

export async function json(method, path, options) {
  return (await call(method, path, options)).json();
}

const pause = (millis, signal) => new Promise((resolve) => {
  const timer = setTimeout(resolve, millis);
  signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});

/**
 * Server-sent events through fetch, since EventSource cannot send an API key. Reconnects from the
 * last event seen until `ended` says that the last one was heard, or the signal aborts.
 */
export async function follow(path, { signal, onEvent, ended, onProblem }) {
  let last = null;
  let tries = 0;
  while (!signal.aborted) {
    try {
      const answer = await fetch(BASE + path, {
        headers: headers({ Accept: 'text/event-stream', ...(last === null ? {} : { 'Last-Event-ID': last }) }),
        signal,
      });
      if (!answer.ok) {
        throw new Problem(answer.status, await answer.json().catch(() => ({})), Number(answer.headers.get('Retry-After') || 0));
      }
      for await (const event of events(answer.body)) {
        tries = 0;
        if (event.id !== null) last = event.id;
        if (event.data === '') continue;
        const document = JSON.parse(event.data);
        onEvent(document);
        if (ended(document)) return;
      }
    } catch (failure) {
      if (signal.aborted) return;
      const fatal = failure instanceof Problem && failure.status < 500 && failure.status !== 429;
      if (fatal || tries >= 8) {
        onProblem(failure);
        return;
      }
      if (failure instanceof Problem && failure.retryAfter) await pause(failure.retryAfter * 1000, signal);
    }
    tries += 1;
    await pause(Math.min(8000, 300 * 2 ** tries), signal);
  }
}

async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += value;
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop();
      for (const block of blocks) yield parse(block);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parse(block) {
  let id = null;
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith('id:')) id = line.slice(3).trim();
    if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  return { id, data: data.join('\n') };
}
