import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogReader, type ReadPage } from './log-reader.ts';
import type { LogRow } from './log-row.ts';
import { isAtStart } from './log-window.ts';

const PAGE = 10;
const limits = { rows: 35, characters: 1_000, stretchRows: 5 };

/** A log of so many lines, to which lines can be added; a cursor is the sequence of the line next to it. */
class FakeLog {
  lines: number;
  reads = 0;

  constructor(lines: number) {
    this.lines = lines;
  }

  readonly read: ReadPage = async (wish) => {
    this.reads += 1;
    await Promise.resolve();
    const [from, to] = this.#range(wish);
    const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => row(from + index));
    return {
      rows,
      previous: rows.length > 0 && from > 1 ? String(from) : null,
      next: rows.length > 0 ? String(to) : 'after' in wish ? wish.after : null,
      more: to < this.lines,
    };
  };

  #range(wish: Parameters<ReadPage>[0]): [number, number] {
    const upTo = (to: number) => Math.min(this.lines, to);
    if ('around' in wish) {
      const at = wish.around.sequence;
      return at > this.lines ? [1, 0] : [Math.max(1, at - PAGE / 2), upTo(at + PAGE / 2)];
    }
    if ('before' in wish) return [Math.max(1, Number(wish.before) - PAGE), Number(wish.before) - 1];
    if ('after' in wish) return [Number(wish.after) + 1, upTo(Number(wish.after) + PAGE)];
    return wish.from === 'end' ? [Math.max(1, this.lines - PAGE + 1), this.lines] : [1, upTo(PAGE)];
  }
}

const row = (sequence: number): LogRow => ({
  task: 0,
  attempt: 1,
  sequence,
  stream: 'STDOUT',
  at: 0,
  text: 'x',
  readable: 'x',
  cut: 0,
  lost: 0,
});
const line = (sequence: number) => ({ task: 0, attempt: 1, sequence });
const shown = (reader: LogReader) => {
  const { rows } = reader.snapshot().window;
  return [rows[0]?.sequence, rows.at(-1)?.sequence];
};

describe('reading a log into a window', () => {
  it('begins with the last lines, goes on with what is added, and lets the oldest go', async () => {
    const log = new FakeLog(100);
    const reader = new LogReader(log.read, limits);
    await reader.readOn(null);
    expect(shown(reader)).toEqual([91, 100]);
    log.lines = 103;
    await reader.readOn(null);
    expect(shown(reader)).toEqual([91, 103]);
    log.lines = 160;
    await reader.readOn(null);
    expect(shown(reader)[1]).toBe(160);
    expect(reader.snapshot().window.rows.length).toBeLessThanOrEqual(limits.rows);
  });

  it('takes nothing away from somebody who reads further up', async () => {
    const log = new FakeLog(100);
    const reader = new LogReader(log.read, limits);
    await reader.readOn(null);
    reader.following = false;
    await reader.readOlder();
    log.lines = 1_000;
    await reader.readOn(null);
    expect(shown(reader)[0]).toBe(81);
    expect(reader.snapshot().window.atEnd).toBe(false);
    const { reads } = log;
    await reader.readOn(null);
    expect(log.reads).toBe(reads);
    await reader.moveTo('end');
    expect(shown(reader)).toEqual([991, 1_000]);
  });

  it('opens at a line, and reads both ways from it', async () => {
    const reader = new LogReader(new FakeLog(1_000).read, limits);
    await reader.readOn(line(500));
    expect(shown(reader)).toEqual([495, 505]);
    await reader.readOlder();
    await reader.readNewer();
    expect(shown(reader)).toEqual([485, 515]);
    await reader.bring(line(490));
    expect(shown(reader)).toEqual([485, 515]);
    await reader.bring(line(20));
    expect(shown(reader)).toEqual([15, 25]);
    await reader.moveTo('start');
    expect(shown(reader)).toEqual([1, 10]);
  });

  it('shows the end and says so when the line is not to be had', async () => {
    const reader = new LogReader(new FakeLog(30).read, limits);
    await reader.readOn(line(31));
    expect(shown(reader)).toEqual([21, 30]);
    expect(reader.snapshot().missing).toEqual(line(31));
  });

  it('asks once for all who want to read on, and goes on after a failure', async () => {
    const log = new FakeLog(20);
    let fails = true;
    const reader = new LogReader((wish) => (fails ? Promise.reject(new Error('away')) : log.read(wish)), limits);
    await expect(reader.readOn(null)).rejects.toThrow('away');
    fails = false;
    await Promise.all(Array.from({ length: 50 }, () => reader.readOn(null)));
    expect(log.reads).toBe(1);
  });

  it('always holds lines that follow each other, with one ordinal each for good, within its limits', async () => {
    const act = fc.constantFrom('on', 'older', 'newer', 'start', 'end', 'add', 'follow', 'line');
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), fc.nat(200), async (acts, lines) => {
        const log = new FakeLog(lines);
        const reader = new LogReader(log.read, limits);
        await reader.readOn(null);
        let { window } = reader.snapshot();
        for (const one of acts) {
          if (one === 'on') await reader.readOn(null);
          if (one === 'older') await reader.readOlder();
          if (one === 'newer') await reader.readNewer();
          if (one === 'start' || one === 'end') await reader.moveTo(one);
          if (one === 'add') log.lines += 7;
          if (one === 'follow') reader.following = !reader.following;
          if (one === 'line') await reader.bring(line(Math.ceil(log.lines / 2)));
          const after = reader.snapshot().window;
          const sequences = after.rows.map(({ sequence }) => sequence);
          expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index));
          // While nothing is read anew, a line keeps its ordinal.
          if (one !== 'start' && one !== 'end' && one !== 'line' && window.rows.length > 0) {
            const offset = (at: typeof window) => (at.rows[0]?.sequence ?? 0) - at.first;
            expect(offset(after)).toBe(offset(window));
          }
          expect(after.rows.length).toBeLessThanOrEqual(limits.rows + PAGE);
          expect(isAtStart(after)).toBe(sequences.length === 0 || sequences[0] === 1);
          window = after;
        }
      }),
    );
  });
});
