'use strict';

const STAND_IN_NOTE = 'The answers come from a rule-based stand-in inside this application. It is no language model: '
  + 'it fills the fields of the schema by rules. Set OPENAI_API_KEY and start again to talk to a real model.';

/** Fails with a sentence to show when there is no readable answer. */
async function fetchJson(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    throw new Error('The application did not answer. Is it still running?');
  }
  try {
    return { ok: response.ok, status: response.status, body: await response.json() };
  } catch (error) {
    throw new Error(`The application answered with status ${response.status} and something that is not JSON.`);
  }
}

async function showModel() {
  const note = document.getElementById('model-note');
  try {
    const { ok, body } = await fetchJson('/api/about');
    if (!ok) {
      throw new Error('The application does not say which model answers.');
    }
    note.textContent = body.standIn ? STAND_IN_NOTE : `The answers come from ${body.provider}.`;
    document.querySelectorAll('.stand-in').forEach((hint) => { hint.hidden = !body.standIn; });
  } catch (error) {
    note.textContent = error.message;
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

function connect(form) {
  const prefix = form.dataset.prefix;
  const text = document.getElementById(`${prefix}-text`);
  const button = document.getElementById(`${prefix}-send`);
  const result = document.getElementById(`${prefix}-result`);
  const error = document.getElementById(`${prefix}-error`);
  const progress = form.querySelector('.progress');

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    progress.textContent = 'Reading …';
    result.hidden = true;
    error.hidden = true;
    try {
      const { ok, body } = await fetchJson(form.dataset.endpoint, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain;charset=UTF-8', 'Accept': 'application/json, application/problem+json' },
        body: text.value,
      });
      if (ok) {
        result.textContent = JSON.stringify(body, null, 2);
        result.hidden = false;
      } else {
        showProblem(error, body);
      }
    } catch (failure) {
      showProblem(error, { detail: failure.message });
    } finally {
      progress.textContent = '';
      button.disabled = false;
    }
  });
}

document.querySelectorAll('form[data-endpoint]').forEach(connect);
showModel();
