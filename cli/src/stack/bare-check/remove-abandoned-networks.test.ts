import { describe, expect, it } from 'vitest';
import { abandoned } from './remove-abandoned-networks.ts';

const lives = (pid: number): boolean => pid === 20;

describe('what bare checks left that were killed', () => {
  it('is told by the process id in its name, and is nobody else’s', () => {
    const namespaces = 'lsbare20 (id: 1)\nlsbare10 (id: 2)\nlsh1-1 (id: 3)\n';
    expect(abandoned(namespaces, lives)).toEqual(['lsbare10 (id: 2)']);
    const rules =
      '-P FORWARD DROP\n-A FORWARD -i lsb10o -j ACCEPT\n-A FORWARD -i lsb20o -j ACCEPT\n-A FORWARD -j DOCKER-USER\n';
    expect(abandoned(rules, lives)).toEqual(['-A FORWARD -i lsb10o -j ACCEPT']);
  });
});
