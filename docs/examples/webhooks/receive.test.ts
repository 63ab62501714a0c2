import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { signWebhook } from '../../../control-plane/src/webhooks/sign-webhook.ts';
import { makeWebhookSecret } from '../../../control-plane/src/webhooks/webhook-secret.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What the example says of a request that came at a time. */
function judged(secret: string, headers: Record<string, string>, body: string, now: number): string {
  const code = [
    'import json, sys; sys.dont_write_bytecode = True',
    'from receive import is_genuine',
    'given = json.load(sys.stdin)',
    'print(is_genuine(given["secret"], given["headers"], given["body"].encode(), given["now"]))',
  ].join('\n');
  const { stdout, stderr } = spawnSync('python3', ['-c', code], {
    cwd: import.meta.dirname,
    input: JSON.stringify({ secret, headers, body, now }),
    encoding: 'utf8',
  });
  return stdout.trim() || stderr;
}

describe.runIf(hasPython)('the example of a receiver', () => {
  it('knows what is from Longshore from what is not', () => {
    const secret = makeWebhookSecret();
    const message = { id: 'one', timestamp: 1_700_000_000, body: '{"type":"job.failed","data":"ü"}' };
    const headers = signWebhook(message, [makeWebhookSecret(), secret]);
    expect(judged(secret, headers, message.body, message.timestamp + 10)).toBe('True');
    expect(judged(secret, headers, `${message.body} `, message.timestamp)).toBe('False');
    expect(judged(makeWebhookSecret(), headers, message.body, message.timestamp)).toBe('False');
    expect(judged(secret, headers, message.body, message.timestamp + 301)).toBe('False');
    const later = { ...headers, 'webhook-timestamp': String(message.timestamp + 1) };
    expect(judged(secret, later, message.body, message.timestamp)).toBe('False');
  });
});
