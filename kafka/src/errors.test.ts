import { expect, it } from 'vitest';
import { BusError, FencedError, isBusError } from './errors.ts';

it('a failure of the bus is known as one, whichever copy of the module made it', async () => {
  const copy: typeof import('./errors.ts') = await import(`./errors.ts?${'copy'}`);
  const made = new copy.BusError('Kafka is away', { code: 'X', retryable: true, where: 'here', advice: 'Wait.' });
  expect(made).not.toBeInstanceOf(BusError);
  expect(isBusError(made)).toBe(true);
  expect(isBusError(new FencedError('x'))).toBe(true);
  expect(isBusError(new Error('x'))).toBe(false);
});
