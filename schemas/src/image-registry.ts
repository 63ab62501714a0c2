/** Where an image comes from whose name names no registry. */
export const DEFAULT_IMAGE_REGISTRY = 'docker.io';

/** The engine's other names for its default registry. */
const DEFAULT_REGISTRY_ALIASES: readonly string[] = [
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
];

/**
 * The registry that an engine asks for an image, by the rule of the distribution project's reference grammar: what
 * stands before the first slash, if it cannot be a folder: it has a dot, a port or a capital, or is `localhost`.
 *
 * @param image - a reference such as `ghcr.io/acme/tool:1.2`
 */
export function imageRegistry(image: string): string {
  const slash = image.indexOf('/');
  const first = slash === -1 ? '' : image.slice(0, slash);
  const namesHost = /[.:A-Z]/.test(first) || first === 'localhost';
  return namesHost ? withoutAlias(first.toLowerCase()) : DEFAULT_IMAGE_REGISTRY;
}

/** The default registry is called in one way. */
export function withoutAlias(host: string): string {
  return DEFAULT_REGISTRY_ALIASES.includes(host) ? DEFAULT_IMAGE_REGISTRY : host;
}
