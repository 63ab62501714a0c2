/**
 * Sets the schema registry's rule for new versions of a schema: `set-compatibility-main.ts <registry url> <rule>`.
 * The registry's own default accepts any change.
 */
const [url, compatibility] = process.argv.slice(2);
if (url === undefined || compatibility === undefined) {
  throw new Error('usage: set-compatibility-main.ts <registry url> <rule>');
}

const response = await fetch(`${url}/config`, {
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ compatibility }),
  signal: AbortSignal.timeout(10_000),
});
if (!response.ok) throw new Error(`${url}/config answered ${response.status}: ${await response.text()}`);
