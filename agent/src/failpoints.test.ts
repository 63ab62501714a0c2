import { describe, expect, it, vi } from 'vitest';
import { failpoints } from './failpoints.ts';

describe('a failpoint', () => {
  it('strikes at the armed name, at the armed passing, and only then', () => {
    const kill = vi.fn();
    const reach = failpoints({ name: 'agent.after-create', nth: 2 }, kill);
    reach('agent.after-create');
    reach('agent.after-start');
    expect(kill).not.toHaveBeenCalled();
    reach('agent.after-create');
    reach('agent.after-create');
    expect(kill).toHaveBeenCalledTimes(1);
  });

  it('does nothing when none is armed', () => {
    const kill = vi.fn();
    failpoints(null, kill)('agent.before-commit');
    expect(kill).not.toHaveBeenCalled();
  });
});
