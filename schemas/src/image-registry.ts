import { z } from 'zod';

/** Where an image comes from whose name names no registry. */
export const DEFAULT_IMAGE_REGISTRY = 'docker.io';

/** The engine's other names for its default registry. */
const DEFAULT_REGISTRY_ALIASES: readonly string[] = [
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
];

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::([1-9][0-9]{0,4}))?$/;

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

function withoutAlias(host: string): string {
  return DEFAULT_REGISTRY_ALIASES.includes(host) ? DEFAULT_IMAGE_REGISTRY : host;
}

function isHost(text: string): boolean {
  const match = HOST.exec(text);
  return match !== null && Number(match[1] ?? 0) <= 65_535;
}

/** A registry as images name it. Accepts what people paste, such as `https://ghcr.io/v2/`, and gives `ghcr.io`. */
export const registryNameSchema = z
  .string()
  .max(300)
  .transform((text) =>
    withoutAlias(
      text
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/\/(?:v[12]\/?)?$/, ''),
    ),
  )
  .refine(isHost, {
    abort: true,
    error: 'the host of a registry as images name it, with its port if it has one: ghcr.io, registry.example.org:5000',
  })
  .refine(
    (host) => imageRegistry(`${host}/image`) === host,
    'a name with a dot or a port, such as registry.example.org:5000: an image takes this one for a folder of docker.io',
  );
