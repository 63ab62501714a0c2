import type { Operation } from './read-operations.ts';

/** A body up to this length stands on one line. */
const LINE_MAX = 60;

/** What stands in the braces of a path, as a word to be replaced: `/jobs/{id}` → `JOB_ID`. */
function placeholder(path: string, name: string): string {
  const before =
    path
      .slice(0, path.indexOf(`/{${name}}`))
      .split('/')
      .at(-1) ?? '';
  const noun = before.replaceAll('-', '_').replace(/s$/, '');
  return (name === 'id' || name === 'name' ? `${noun}_${name}` : name).toUpperCase();
}

/** Text as one word of a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function bodyText(example: unknown): string {
  const line = JSON.stringify(example);
  return line.length <= LINE_MAX ? line : JSON.stringify(example, null, 2);
}

/**
 * How an operation is asked from a shell. The key stands in a variable, so that it is in no history of commands.
 *
 * @param base - address of the API, without a slash at the end
 */
export function curlCommand(operation: Operation, base: string): string {
  const { method, path, permission, parameters, body, answer } = operation;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => placeholder(path, name));
  const key = permission === 'owner' ? 'LONGSHORE_OWNER_KEY' : 'LONGSHORE_API_KEY';
  const streams = answer.contents.some(({ media }) => media === 'text/event-stream');
  const repeatable = parameters.some(({ name }) => name === 'Idempotency-Key');
  const words = [
    ...(streams ? ['--no-buffer'] : []),
    ...(method === 'GET' || (method === 'POST' && body !== null) ? [] : [`--request ${method}`]),
  ];
  return [
    ['curl', ...words, `${base}${address}`].join(' '),
    ...(permission === 'nobody' ? [] : [`--header "Authorization: Bearer $${key}"`]),
    ...(repeatable ? ['--header "Idempotency-Key: $(uuidgen)"'] : []),
    ...(body === null ? [] : [`--header 'Content-Type: ${body.media}'`, `--data ${quoted(bodyText(body.example))}`]),
  ].join(' \\\n  ');
}
