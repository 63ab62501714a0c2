import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks at a terminal, and shows nothing of what is typed. Keys do what they do at a prompt: Backspace, Ctrl-U, Ctrl-Z,
 * pasted text. The terminal is set back before the promise resolves, and by Node when a signal ends the process.
 *
 * @param output - where the question goes
 * @returns undefined when the person left instead: by Ctrl-C, Ctrl-D, or a terminal that went away
 */
export function askSecret(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string | undefined> {
  // What readline would show of the line goes nowhere; without a history it keeps nothing of it either.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  output.write(question);
  return new Promise((resolve) => {
    prompt.once('close', () => {
      output.write('\n');
      resolve(undefined);
    });
    prompt.once('SIGINT', () => prompt.close());
    prompt.once('line', (answer) => {
      resolve(answer);
      prompt.close();
    });
  });
}
