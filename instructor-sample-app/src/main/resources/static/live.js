/**
 * An object on the page that follows its deltas: each of them touches one place, however large the rest is.
 */
export class LiveObject {
  constructor(target) {
    this.target = target;
    this.root = undefined;
    this.growing = undefined;
  }

  apply({ op, path, value }) {
    const keys = path.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (op === 'append') {
      this.touch(this.find(keys)).append(value);
    } else if (op === 'add') {
      this.touch(this.find(keys).add(value));
    } else {
      this.touch(this.set(keys, value));
    }
  }

  set(keys, value) {
    if (keys.length === 0) {
      this.root = build(value);
      this.target.replaceChildren(this.root.element);
      return this.root;
    }
    return this.find(keys.slice(0, -1)).set(keys.at(-1), value);
  }

  find(keys) {
    return keys.reduce((node, key) => node.child(key), this.root);
  }

  /** The place that came last carries the caret. */
  touch(node) {
    this.growing?.element.classList.remove('growing');
    this.growing = node;
    node.element.classList.add('growing');
    return node;
  }

  finish(value) {
    this.set([], value);
    this.growing = undefined;
  }
}

export function build(value) {
  if (Array.isArray(value)) {
    return new ListNode(value);
  }
  return (value !== null && typeof value === 'object') ? new ObjectNode(value) : new ScalarNode(value);
}

class ScalarNode {
  constructor(value) {
    this.element = document.createElement('span');
    this.element.className = (value === null) ? 'value absent' : `value ${typeof value}`;
    this.element.textContent = (value === null) ? '' : String(value);
  }

  append(text) {
    this.element.append(text);
    this.element.normalize();
  }
}

class ListNode {
  constructor(values) {
    this.element = document.createElement('ol');
    this.items = [];
    values.forEach((value) => this.add(value));
  }

  child(index) {
    return this.items[index];
  }

  add(value) {
    return this.set(this.items.length, value);
  }

  set(index, value) {
    const node = build(value);
    if (this.items[index]) {
      this.items[index].element.replaceWith(node.element);
    } else {
      const item = document.createElement('li');
      item.append(node.element);
      this.element.append(item);
    }
    this.items[index] = node;
    return node;
  }
}

class ObjectNode {
  constructor(object) {
    this.element = document.createElement('dl');
    this.fields = new Map();
    Object.entries(object).forEach(([name, value]) => this.set(name, value));
  }

  child(name) {
    return this.fields.get(name);
  }

  set(name, value) {
    const node = build(value);
    const before = this.fields.get(name);
    if (before) {
      before.element.replaceWith(node.element);
    } else {
      this.element.append(field(name, node.element));
    }
    this.fields.set(name, node);
    return node;
  }
}

function field(name, content) {
  const field = document.createElement('div');
  field.dataset.field = name;
  const term = document.createElement('dt');
  term.textContent = name;
  const details = document.createElement('dd');
  details.append(content);
  field.append(term, details);
  return field;
}
