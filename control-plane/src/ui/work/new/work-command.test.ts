import { newId } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { workCommand } from './work-command.ts';

test('the command gives the payload as one word of the shell', () => {
  expect(workCommand({ type: 'compute', payload: { operation: 'digest', input: "it's" }, maxTries: 2 }, '')).toBe(
    `./longshore work submit compute '{"operation":"digest","input":"it'\\''s"}' --max-tries 2 --wait`,
  );
});

test('a file is named as it is called here, an address as it is', () => {
  const payload = { file: newId(), digest: 'sha256' };
  expect(workCommand({ type: 'file', payload, maxTries: 5 }, 'my notes.txt')).toBe(
    "./longshore work submit file --upload 'my notes.txt' --wait",
  );
  expect(workCommand({ type: 'file', payload }, '-x')).toContain('--upload ./-x');
  expect(workCommand({ type: 'file', payload: { url: 'https://example.org/a', digest: 'sha256' } }, '')).toBe(
    './longshore work submit file --url https://example.org/a --wait',
  );
  expect(workCommand({ type: 'file', payload: { ...payload, digest: 'md5' } }, 'notes')).toContain('"digest":"md5"');
});

test('a long payload goes to standard input', () => {
  const command = workCommand({ type: 'data', payload: { csv: 'a\n'.repeat(500) } }, '');
  expect(command).toMatch(/^\.\/longshore work submit data -f - --wait <<'ITEM'\n\{\n/);
  expect(command.endsWith('\nITEM')).toBe(true);
});
