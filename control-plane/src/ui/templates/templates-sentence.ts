import { plural } from '@longshore/schemas/words';

/** The one line that answers what is kept here. */
export function templatesSentence(count: number): string {
  return count === 0
    ? 'No job is kept to be run again yet'
    : `${plural(count, 'job')} kept to be run again, by everybody who works here`;
}
