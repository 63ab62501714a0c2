import cronstrue from 'cronstrue';

/** A cron expression in words: `At 02:30, Monday through Friday`. */
export function cronWords(cron: string): string {
  return cronstrue.toString(cron, { use24HourTimeFormat: true, verbose: false });
}
