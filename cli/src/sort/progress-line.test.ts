import { describe, expect, it } from 'vitest';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { createCli } from '../cli.ts';
import { ProgressLine, progressLine } from './progress-line.ts';

const reading = { read: 12_000_000, written: 0, runsSpilled: 0, bytesSpilled: 0 };

class Clock extends FakeTerminal {
  ms = 0;
  override monotonicMs(): number {
    return this.ms;
  }
}

describe('the line that tells how far a sort is', () => {
  it('counts what was read, then what was written, and what is on disk', () => {
    expect(progressLine(reading)).toBe('read 12,000,000 elements');
    expect(progressLine({ ...reading, written: 3_000_000, bytesSpilled: 2 ** 30 })).toBe(
      '[████░░░░░░░░░░░░░░] 3,000,000 of 12,000,000 elements · 25 % · 1 GiB on disk',
    );
  });

  it('comes after a second, is rewritten now and then, and goes', async () => {
    const terminal = new Clock({ columns: 60 });
    const line = new ProgressLine(createCli(terminal), false);
    for (terminal.ms = 0; terminal.ms <= 1_250; terminal.ms += 50) await line.show(reading);
    expect(terminal.err.text.split('\r').length - 1).toBe(2);
    await line.end();
    expect(terminal.err.text.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('is not there where nobody looks, or where it would stand within the result', async () => {
    for (const terminal of [new Clock(), new Clock({ columns: 60 })]) {
      const line = new ProgressLine(createCli(terminal), terminal.err.isTTY);
      terminal.ms = 10_000;
      await line.show(reading);
      await line.end();
      expect(terminal.err.text).toBe('');
    }
  });
});
