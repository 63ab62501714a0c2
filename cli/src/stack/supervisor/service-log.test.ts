import { closeSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServiceLog, readServiceLog, rotateServiceLog, tailServiceLog } from './service-log.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'longshore-log-'));
  path = join(directory, 'kafka.log');
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('the log of a service', () => {
  it('is rotated when it has grown over its size, and written on by who had it open', () => {
    const { fd } = openServiceLog(path);
    writeSync(fd, 'x'.repeat(50));
    expect(rotateServiceLog(path, { maxBytes: 40, keep: 2 })).toBe(true);
    writeSync(fd, 'after');
    closeSync(fd);
    expect(readFileSync(path, 'utf8')).toBe('after');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('x'.repeat(50));
  });

  it('is left alone while it is small, or not there', () => {
    expect(rotateServiceLog(path, { maxBytes: 40, keep: 2 })).toBe(false);
    writeFileSync(path, 'small');
    expect(rotateServiceLog(path, { maxBytes: 40, keep: 2 })).toBe(false);
    expect(existsSync(`${path}.1`)).toBe(false);
  });

  it('keeps as many older ones as it is told, the newest first', () => {
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(path, text);
      rotateServiceLog(path, { maxBytes: 1, keep: 2 });
    }
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('third');
    expect(readFileSync(`${path}.2`, 'utf8')).toBe('second');
    expect(existsSync(`${path}.3`)).toBe(false);
  });

  it('is read from where a start began, also after a rotation in between', () => {
    writeFileSync(path, 'Kafka Server started\n');
    const { fd, startOffset } = openServiceLog(path);
    expect(readServiceLog(path, startOffset)).toBe('');
    writeSync(fd, 'loading\n\nKafka Server started\n');
    expect(readServiceLog(path, startOffset)).toContain('Kafka Server started');
    expect(tailServiceLog(path, startOffset, 1)).toEqual(['Kafka Server started']);
    rotateServiceLog(path, { maxBytes: 1, keep: 1 });
    writeSync(fd, 'new\n');
    closeSync(fd);
    expect(readServiceLog(path, startOffset)).toBe('new\n');
  });
});
