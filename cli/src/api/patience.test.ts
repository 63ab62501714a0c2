import { describe, expect, it } from 'vitest';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { CliError } from '../errors/cli-error.ts';
import { Patience } from './patience.ts';
import { ProblemError } from './problem-to-error.ts';

/** Time goes by only while somebody sleeps. */
class SleepingClock extends FakeTerminal {
  #nowMs = 0;

  override monotonicMs(): number {
    return this.#nowMs;
  }

  override sleep(ms: number): Promise<void> {
    this.#nowMs += ms;
    return Promise.resolve();
  }
}

const away = new CliError({ what: 'the control plane does not answer', code: 'unreachable' });
const answered = (status: number) => new ProblemError({ what: `answered ${status}` }, status, []);

function failing(times: number, error: Error) {
  let asked = 0;
  return () => {
    asked += 1;
    return asked <= times ? Promise.reject(error) : Promise.resolve('answer');
  };
}

function patient() {
  const said: string[] = [];
  const terminal = new SleepingClock();
  const patience = new Patience(terminal, (text) => Promise.resolve(void said.push(text)));
  return { patience, said, terminal };
}

describe('patience with the control plane', () => {
  it.each([
    ['does not answer', away],
    ['says that it cannot now', answered(503)],
  ])('lasts while it %s, and says so once', async (_, error) => {
    const { patience, said } = patient();
    expect(await patience.ask(failing(1_000, error))).toBe('answer');
    expect(said).toHaveLength(2);
    expect(said[0]).toContain(`${error.what} · jobs go on meanwhile`);
    expect(said[1]).toMatch(/^the control plane answers again after \d+ min/);
  });

  it('waits as long as it is asked to', async () => {
    const { patience, terminal } = patient();
    await patience.ask(failing(2, new ProblemError({ what: 'too many requests' }, 429, [], 30_000)));
    expect(terminal.monotonicMs()).toBe(60_000);
  });

  it('says it again at the next time', async () => {
    const { patience, said } = patient();
    await patience.ask(failing(1, away));
    await patience.ask(failing(0, away));
    await patience.ask(failing(1, away));
    expect(said).toHaveLength(4);
  });

  it('has an end with faults that stay, and is never had with refusals', async () => {
    const { patience, terminal } = patient();
    await expect(patience.ask(failing(1_000, answered(500)))).rejects.toThrow('answered 500');
    expect(terminal.monotonicMs()).toBeGreaterThanOrEqual(30_000);
    expect(terminal.monotonicMs()).toBeLessThan(40_000);
    for (const error of [answered(404), answered(422), new TypeError('a fault of ours')]) {
      const { patience: other, said } = patient();
      await expect(other.ask(failing(1, error))).rejects.toBe(error);
      expect(said).toEqual([]);
    }
  });

  it('ends with the signal', async () => {
    const { patience } = patient();
    const left = new AbortController();
    const question = () => {
      left.abort(new Error('left'));
      return Promise.reject(away);
    };
    await expect(patience.ask(question, left.signal)).rejects.toThrow('left');
  });
});
