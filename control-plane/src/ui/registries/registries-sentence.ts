import type { Registries } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';

/** The one line that answers where images can be pulled from: `2 registries · 5 open jobs take images from there`. */
export function registriesSentence({ items, ready }: Registries): string {
  if (items.length === 0) return 'Images are pulled without signing in';
  const jobs = items.reduce((sum, registry) => sum + registry.jobs, 0);
  const unreadable = ready ? items.filter(({ usable }) => !usable).length : 0;
  return [
    plural(items.length, 'registry', 'registries'),
    ...(jobs === 0 ? [] : [`${plural(jobs, 'open job')} ${jobs === 1 ? 'takes' : 'take'} images from there`]),
    ...(unreadable === 0 ? [] : [`${unreadable} to sign in to again`]),
  ].join(' · ');
}
