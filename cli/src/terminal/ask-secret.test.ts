import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { askSecret } from './ask-secret.ts';

/** A terminal to type at, which remembers whether it is raw. */
class Keyboard extends PassThrough {
  readonly isTTY = true;
  readonly modes: boolean[] = [];

  setRawMode(raw: boolean): this {
    this.modes.push(raw);
    return this;
  }
}

/** Types keys at the question. @returns the answer, all that was shown, and the modes of the terminal */
async function answer(...keys: string[]) {
  const keyboard = new Keyboard();
  const screen = new PassThrough();
  const asked = askSecret('Password: ', keyboard, screen);
  for (const key of keys) keyboard.write(key);
  const given = await asked;
  screen.end();
  return { given, shown: await text(screen), modes: keyboard.modes };
}

const shown = 'Password: \n';
const modes = [true, false];

describe('askSecret', () => {
  it('gives what was typed, shows nothing of it, and sets the terminal back', async () => {
    expect(await answer('hunter2', '\r')).toEqual({ given: 'hunter2', shown, modes });
  });

  it('lets one correct it', async () => {
    expect((await answer('hunted', '\x7f', 'r', '\r')).given).toBe('hunter');
    expect((await answer('wrong', '\x15', 'right', '\r')).given).toBe('right');
    expect((await answer('schön', '\x7f\x7f', 'œn', '\r')).given).toBe('schœn');
  });

  it('takes what is pasted, to its first line break', async () => {
    expect((await answer('ghp_0123456789\nmore\n')).given).toBe('ghp_0123456789');
  });

  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('gives nothing when one leaves by %s, and sets the terminal back', async (_, key) => {
    expect(await answer('', key)).toEqual({ given: undefined, shown, modes });
  });

  it('gives nothing of what was typed before Ctrl-C', async () => {
    expect(await answer('half', '\x03')).toEqual({ given: undefined, shown, modes });
  });

  it('ends when the terminal goes away', async () => {
    const keyboard = new Keyboard();
    const asked = askSecret('Password: ', keyboard, new PassThrough());
    keyboard.end();
    expect(await asked).toBeUndefined();
  });
});
