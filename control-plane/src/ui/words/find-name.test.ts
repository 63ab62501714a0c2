import { describe, expect, it } from 'vitest';
import { findName } from './find-name.ts';

describe('finding a name in a sentence', () => {
  it.each([
    ['Placed on vm with 0.96.', 'vm', 10],
    ['Instruction sent to vm.', 'vm', 20],
    ['Failed on vm: no such image', 'vm', 10],
    ['Placed on vm-2, not on vm.', 'vm', 23],
    ['On eu.vm and vm.eu only', 'vm', -1],
    ['No other try', 'vm', -1],
  ])('in "%s", "%s" stands at %i', (text, name, at) => {
    expect(findName(text, name)).toBe(at);
  });
});
