import type { JobSpec } from '@longshore/schemas';

/** A name for a job that was given none: its image's last part (or its topic) and the end of its id. */
export function defaultName(spec: JobSpec, id: string): string {
  const path = spec.image.split('@')[0]?.split('/').at(-1) ?? spec.image;
  const base = spec.kind === 'data-generator' ? spec.topic : (path.split(':')[0] ?? path);
  return `${base.slice(0, 100)}-${id.slice(-5)}`;
}
