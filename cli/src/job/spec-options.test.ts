import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { type SpecFlags, specFromFlags } from './spec-from-flags.ts';
import { addSpecOptions } from './spec-options.ts';

/** What a command line asks for, options and all. */
function specOf(...words: string[]) {
  const command = addSpecOptions(new Command('run').exitOverride()).parse(words, { from: 'user' });
  return specFromFlags({}, command.opts<SpecFlags>(), command.args, undefined);
}

describe('the options of a job', () => {
  it('ask for an endless stream by the word', () => {
    expect(specOf('--topic', 'ticks', '--count', 'endless', '--rate', '50')).toEqual({
      kind: 'data-generator',
      topic: 'ticks',
      generator: { count: null, ratePerSecond: 50 },
    });
  });

  it('take label expressions whole, commas and all, again for more', () => {
    expect(specOf('--image', 'tool:1', '--constraint', 'zone in (eu, us)', '--constraint', '!spot')).toMatchObject({
      placement: { constraints: ['zone in (eu, us)', '!spot'] },
    });
  });

  it('take quantities in people’s units, and what follows -- as the program’s own', () => {
    expect(specOf('--image', 'tool:1', '--cpu', '250m', '--memory', '64MiB', '--', 'echo', '--count')).toEqual({
      kind: 'container',
      image: 'tool:1',
      resources: { cpuMillis: 250, memoryBytes: 64 * 2 ** 20 },
      command: ['echo', '--count'],
    });
  });
});
