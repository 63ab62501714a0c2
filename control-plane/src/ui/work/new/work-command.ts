import { WORK_LIMITS } from '@longshore/schemas';
import { shellWord } from '@longshore/schemas/words';
import type { SentItem } from './item-form.ts';

/** A payload that is longer goes to standard input. */
const WORD_MAX = 400;

/**
 * The command that submits an item and waits for what comes of it.
 *
 * @param fileName - what the uploaded file is called on this machine; '' where that is not known
 */
export function workCommand({ type, payload, maxTries }: SentItem, fileName: string): string {
  const tries = maxTries === undefined || maxTries === WORK_LIMITS.triesDefault ? '' : ` --max-tries ${maxTries}`;
  const command = (what: string) => `./longshore work submit ${type} ${what}${tries} --wait`;
  const plain = payload.digest === 'sha256';
  if (type === 'file' && plain && fileName !== '') return command(`--upload ${shellWord(optionSafe(fileName))}`);
  if (type === 'file' && plain && typeof payload.url === 'string' && payload.url !== '') {
    return command(`--url ${shellWord(payload.url)}`);
  }
  const json = JSON.stringify(payload);
  if (json.length <= WORD_MAX) return command(shellWord(json));
  return `${command('-f -')} <<'ITEM'\n${JSON.stringify(payload, null, 2)}\nITEM`;
}

/** A name that begins with a dash would be taken for an option. */
const optionSafe = (name: string): string => (name.startsWith('-') ? `./${name}` : name);
