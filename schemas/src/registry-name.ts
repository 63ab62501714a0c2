import { z } from 'zod';
import { imageRegistry, withoutAlias } from './image-registry.ts';

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::([1-9][0-9]{0,4}))?$/;

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
