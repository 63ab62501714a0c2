import { createHmac } from 'node:crypto';
import { keyOfSecret } from './webhook-secret.ts';

/** What is signed: a message's id and body, and when it is sent. */
export interface SignedMessage {
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  body: string;
}

/**
 * The headers by which a receiver knows a message to be ours, as Standard Webhooks has them
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): HMAC-SHA256 of
 * `id.timestamp.body` in Base64, after the version of the scheme; one for each secret, with a space between.
 *
 * @param secrets - each as `whsec_…`; any one of them is enough for the receiver
 */
export function signWebhook(
  { id, timestamp, body }: SignedMessage,
  secrets: readonly string[],
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const signature = createHmac('sha256', keyOfSecret(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${signature}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
