import { JOB_STATES } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { styleFor } from '../cli.ts';
import { createStyle } from './style.ts';

function colourOf(environment: Record<string, string>, columns?: number): boolean {
  const terminal = new FakeTerminal({ environment, ...(columns === undefined ? {} : { columns }) });
  return styleFor(terminal, terminal.out).colour;
}

describe('colour', () => {
  it('is for terminals that can show it', () => {
    expect(colourOf({}, 80)).toBe(true);
    expect(colourOf({})).toBe(false);
    expect(colourOf({ TERM: 'dumb' }, 80)).toBe(false);
  });

  it('is forced and forbidden by the environment, and forbidden wins', () => {
    expect(colourOf({ FORCE_COLOR: '1' })).toBe(true);
    expect(colourOf({ FORCE_COLOR: '0' })).toBe(false);
    expect(colourOf({ NO_COLOR: '1' }, 80)).toBe(false);
    expect(colourOf({ NO_COLOR: '', FORCE_COLOR: '1' })).toBe(true);
    expect(colourOf({ NO_COLOR: '1', FORCE_COLOR: '1' }, 80)).toBe(false);
  });

  it('never carries what a word and a glyph do not say', () => {
    for (const view of Object.values(JOB_STATES)) {
      expect(createStyle(false).state(view)).toBe(`${view.glyph} ${view.word}`);
      expect(createStyle(true).state(view)).toContain(`${view.glyph} ${view.word}`);
    }
  });
});
