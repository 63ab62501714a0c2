/** A sentence with a full stop at its end, whether or not it came with one. */
export function withStop(words: string): string {
  const text = words.trim();
  return text === '' || /[.?…:]$/.test(text) ? text : `${text}.`;
}

/** Words that begin a line. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
