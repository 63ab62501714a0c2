/**
 * What queueing theory says of one line before c servers: arrivals at random (Poisson) at rate λ, exponential service
 * times with mean 1/μ, first come first served (M/M/c).
 */
export interface ErlangC {
  /** ρ = λ/(c·μ). */
  utilisation: number;
  /** Erlang's C formula: the probability that a customer has to wait. */
  waitProbability: number;
  /** C/(c·μ − λ). */
  meanWaitMs: number;
  /** The wait that the share p of customers does not exceed: ln(C/(1 − p))/(c·μ − λ), or 0 where fewer wait at all. */
  waitPercentileMs: (share: number) => number;
}

/**
 * The M/M/c queue in its steady state. No way of dividing the same customers among the same servers, without knowing how
 * long each will take, has a shorter mean wait than this one line before all of them.
 *
 * Formulas: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic
 * telephone exchanges" (1917); L. Kleinrock, Queueing Systems I (1975), § 3.5. C is computed from Erlang's B by its
 * recursion B(0) = 1, B(k) = a·B(k−1)/(k + a·B(k−1)) with a = λ/μ, and C = B/(1 − ρ·(1 − B)), which does not overflow.
 *
 * @throws RangeError unless the servers can keep up: λ < c·μ
 */
export function erlangC(arrivalsPerMs: number, meanServiceMs: number, servers: number): ErlangC {
  const offered = arrivalsPerMs * meanServiceMs;
  if (!Number.isInteger(servers) || servers < 1 || !(offered >= 0) || offered >= servers) {
    throw new RangeError(`${servers} servers cannot keep up with ${offered} of work offered at a time`);
  }
  let blocked = 1;
  for (let k = 1; k <= servers; k += 1) blocked = (offered * blocked) / (k + offered * blocked);
  const utilisation = offered / servers;
  const waitProbability = blocked / (1 - utilisation * (1 - blocked));
  const spare = servers / meanServiceMs - arrivalsPerMs;
  return {
    utilisation,
    waitProbability,
    meanWaitMs: waitProbability / spare,
    waitPercentileMs: (share) => Math.max(0, Math.log(waitProbability / (1 - share)) / spare),
  };
}
