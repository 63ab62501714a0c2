import type { Apply, JobInstruction, Observed } from '@longshore/schemas';

type Body = JobInstruction['body'];

/**
 * An instruction whose attempts are worded anew, each that `meant` picks by what is wanted of it and what was last seen.
 * The instruction that was given stays as it is.
 */
export async function changeApplies(
  body: Body,
  meant: (apply: Apply, observed: Observed) => boolean,
  change: (apply: Apply) => Promise<Partial<Apply>>,
): Promise<Body> {
  if (body.type === 'Apply') return meant(body, 'PENDING') ? { ...body, ...(await change(body)) } : body;
  if (body.type !== 'Sync') return body;
  const attempts = body.attempts.map(async (one) =>
    meant(one.apply, one.lastObserved) ? { ...one, apply: { ...one.apply, ...(await change(one.apply)) } } : one,
  );
  return { ...body, attempts: await Promise.all(attempts) };
}
