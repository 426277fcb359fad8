import { postForEvents } from './events.js';
import { LiveObject, build } from './live.js';

const STAND_IN_NOTE = 'The answers come from a rule-based stand-in inside this application. It is no language model: '
  + 'it fills the fields of the schema by rules. Set OPENAI_API_KEY and start again to talk to a real model.';

async function showModel() {
  const note = document.getElementById('model-note');
  try {
    const response = await fetch('/api/about');
    const { provider, standIn } = await response.json();
    note.textContent = standIn ? STAND_IN_NOTE : `The answers come from ${provider}.`;
    document.querySelectorAll('.stand-in').forEach((hint) => { hint.hidden = !standIn; });
  } catch (error) {
    note.textContent = 'The application does not say which model answers.';
  }
}

function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

function violationItem({ path, message }) {
  const item = document.createElement('li');
  if (path) {
    item.append(element('code', path), ' ');
  }
  item.append(message ?? '');
  return item;
}

function showProblem(target, { title, detail, violations }) {
  target.replaceChildren(element('h3', title || 'The text could not be read'));
  if (detail) {
    target.append(element('p', detail));
  }
  if (Array.isArray(violations) && violations.length > 0) {
    const list = document.createElement('ul');
    list.append(...violations.map(violationItem));
    target.append(list);
  }
  target.hidden = false;
}

/** One form and what comes of it. */
class Reading {
  constructor(form) {
    const part = (name) => document.getElementById(`${form.dataset.prefix}-${name}`);
    this.form = form;
    this.text = part('text');
    this.send = part('send');
    this.result = part('result');
    this.error = part('error');
    this.progress = form.querySelector('.progress');
    this.stop = form.querySelector('.stop');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.read();
    });
    this.stop.addEventListener('click', () => this.abort.abort());
    form.querySelectorAll('[data-text]').forEach((example) => example.addEventListener('click', () => {
      this.text.value = example.dataset.text;
      this.text.focus();
    }));
  }

  async read() {
    this.begin();
    try {
      for await (const { name, data } of postForEvents(this.form.dataset.endpoint, this.text.value, this.abort.signal)) {
        if (this.take(name, data)) {
          return;
        }
      }
      this.fail({ detail: 'The connection ended before the answer did.' });
    } catch (failure) {
      this.fail(this.abort.signal.aborted ? { title: 'Stopped', detail: 'The model was told to stop.' }
        : { detail: 'The application did not answer. Is it still running?' });
    } finally {
      this.end();
    }
  }

  begin() {
    this.abort = new AbortController();
    this.attempt = 1;
    this.items = 0;
    this.live = new LiveObject(this.result);
    this.send.disabled = true;
    this.stop.hidden = false;
    this.error.hidden = true;
    this.progress.textContent = 'Reading …';
    this.result.replaceChildren();
    this.result.dataset.state = 'growing';
    this.result.setAttribute('aria-busy', 'true');
    this.result.hidden = true;
  }

  /** Whether it was the last event. */
  take(name, data) {
    switch (name) {
      case 'delta':
        this.grow(data);
        return false;
      case 'partial':
        this.live.set([], data);
        this.show();
        return false;
      case 'item':
        this.addItem(data);
        return false;
      case 'result':
        this.live.finish(data);
        this.show();
        this.finish(`${this.form.dataset.done}${this.attempt > 1 ? `, in ${this.attempt} answers` : ''}`);
        return true;
      case 'end':
        this.finish(`${this.form.dataset.done} ${data.count}`);
        return true;
      case 'error':
        this.fail(data);
        return true;
      default:
        return false;
    }
  }

  grow(delta) {
    if (delta.attempt !== this.attempt) {
      this.attempt = delta.attempt;
      this.progress.textContent = `Answer ${delta.attempt - 1} was rejected. Reading answer ${delta.attempt} …`;
    }
    this.live.apply(delta);
    this.show();
  }

  show() {
    if (this.result.hidden) {
      this.result.hidden = false;
      this.result.scrollIntoView({ block: 'nearest' });
    }
  }

  addItem(item) {
    if (this.items === 0) {
      this.list = build([]);
      this.result.replaceChildren(this.list.element);
      this.show();
    }
    this.items += 1;
    this.list.add(item);
    this.progress.textContent = `${this.items} so far …`;
  }

  finish(message) {
    this.result.dataset.state = 'validated';
    this.progress.textContent = message;
  }

  /** What has come was not validated: it stays, but not as a result. */
  fail(problem) {
    this.result.dataset.state = 'failed';
    this.progress.textContent = '';
    showProblem(this.error, problem);
  }

  end() {
    this.result.setAttribute('aria-busy', 'false');
    this.stop.hidden = true;
    this.send.disabled = false;
  }
}

document.querySelectorAll('form[data-endpoint]').forEach((form) => new Reading(form));
showModel();
