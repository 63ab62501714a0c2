import { makeOneTimeLink } from '../api/access.ts';
import { ApiClient } from '../api/api-client.ts';
import type { Cli } from '../cli.ts';
import { ownerKeyOfStack } from '../stack/owner-key.ts';

/** `longshore open`: a link that signs in to the pages once, alone on stdout. */
export async function openPages(cli: Cli, options: { json?: boolean }): Promise<void> {
  const { url } = cli.config;
  // The stack's own key before any that is kept for its address: no other may make links.
  const secret = cli.config.apiKey === undefined ? await ownerKeyOfStack(cli.terminal.environment, url) : undefined;
  const api = secret === undefined ? cli.api : new ApiClient(url, () => Promise.resolve({ secret, from: 'stack' }));
  const link = await makeOneTimeLink(api);
  if (options.json) return cli.printJson({ ...link, url: `${url}${link.path}` });
  await cli.print(`${url}${link.path}\n`);
  await cli.note(`signs in as ${link.email}, once, within ten minutes\n`);
}
