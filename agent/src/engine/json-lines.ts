/** Objects of a stream of JSON lines; empty lines are left out. Throws at a line that is no JSON. */
export async function* readJsonLines<Item>(chunks: AsyncIterable<Buffer>): AsyncGenerator<Item> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of chunks) {
    pending += decoder.decode(chunk, { stream: true });
    const lines = pending.split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() !== '') yield JSON.parse(line) as Item;
    }
  }
  if (pending.trim() !== '') yield JSON.parse(pending) as Item;
}
