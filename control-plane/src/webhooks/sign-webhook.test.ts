import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signWebhook } from './sign-webhook.ts';
import { makeWebhookSecret } from './webhook-secret.ts';

/** The example that the convention's own libraries are tested with. */
const EXAMPLE = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};

describe('the signature of a webhook', () => {
  it('is that of the published example', () => {
    expect(signWebhook(EXAMPLE, [EXAMPLE.secret])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is there once for each secret while one takes the place of another', () => {
    const other = makeWebhookSecret();
    const { 'webhook-signature': both } = signWebhook(EXAMPLE, [other, EXAMPLE.secret]);
    const { 'webhook-signature': one } = signWebhook(EXAMPLE, [other]);
    expect(both).toBe(`${one} v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=`);
  });

  it('holds for whatever is sent, and for nothing else', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(), fc.string(), fc.string(), (id, timestamp, body, otherBody) => {
        const secret = makeWebhookSecret();
        const sent = signWebhook({ id, timestamp, body }, [secret])['webhook-signature'] ?? '';
        const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
        expect(key).toHaveLength(32);
        const expected = createHmac('sha256', key).update([id, timestamp, body].join('.')).digest('base64');
        expect(sent).toBe(`v1,${expected}`);
        const other = signWebhook({ id, timestamp, body: otherBody }, [secret])['webhook-signature'];
        expect(other === sent).toBe(otherBody === body);
      }),
    );
  });
});
