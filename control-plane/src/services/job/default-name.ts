import type { JobSpec } from '@longshore/schemas';

/** A name for a job that was given none: its image's last part (or its topic, or its kitchen) and the end of its id. */
export function defaultName(spec: JobSpec, id: string): string {
  const path = spec.image.split('@')[0]?.split('/').at(-1) ?? spec.image;
  const image = path.split(':')[0] ?? path;
  const base = spec.kind === 'data-generator' ? spec.topic : spec.kind === 'kitchen' ? spec.kitchen.id : image;
  return `${base.slice(0, 100)}-${id.slice(-5)}`;
}
