/**
 * Why a job waits, to be said after its name or state: `waits for free cpu`; other sentences after a colon,
 * `waits: eu-1 needs 4 cores, has 2 cores`.
 *
 * @param why - the sentence that the control plane keeps
 */
export function waitingWords(why: string): string {
  return why.startsWith('Waits ') ? `w${why.slice(1)}` : `waits: ${why}`;
}
