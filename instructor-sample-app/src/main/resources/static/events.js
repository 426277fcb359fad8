/**
 * Server-sent events of a POST request, which the browser's EventSource cannot send. Leaving the loop, or aborting the
 * signal, closes the connection, and with it the one to the model.
 */
export async function* postForEvents(url, text, signal) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain;charset=UTF-8', 'Accept': 'application/problem+json, text/event-stream' },
    body: text,
    signal,
  });
  if (!response.ok) {
    yield { name: 'error', data: await response.json() };
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    let buffer = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      buffer += part.value;
      const blocks = buffer.split('\n\n');
      buffer = blocks.pop();
      yield* blocks.map(parse).filter((event) => event.data !== undefined);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** One event; comments, such as heartbeats, have no data. */
function parse(block) {
  const fields = { event: 'message', data: [] };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (line.startsWith('data:')) {
      fields.data.push(value);
    } else if (line.startsWith('event:')) {
      fields.event = value;
    }
  }
  return { name: fields.event, data: (fields.data.length > 0) ? JSON.parse(fields.data.join('\n')) : undefined };
}
