/** How long whoever is at the other end of a connection may take over what, in milliseconds. */
export interface Deadlines {
  /** Over the headers of a request, from its first byte: a slow client holds a socket no longer. */
  headersMs: number;
  /** Over the body of a request, and longer by what has come of it at `bodyBytesPerSecond`. */
  bodyMs: number;
  /** What a client has to send of a body, on average: a large one takes its time, a slow client holds no socket with it. */
  bodyBytesPerSecond: number;
  /** How often those are looked at. */
  checkMs: number;
  /** Over taking anything of an answer. */
  stalledMs: number;
  /** Over the next request. */
  keptMs: number;
  /** Over the last answers, once the program stops. */
  lastAnswersMs: number;
}

export const DEADLINES: Readonly<Deadlines> = Object.freeze({
  headersMs: 20_000,
  bodyMs: 60_000,
  bodyBytesPerSecond: 4_000,
  checkMs: 5_000,
  // Streams beat every ten seconds, and every other answer is made long before.
  stalledMs: 120_000,
  // Longer than proxies keep a connection that they use again (60 s with most): else one would send into a closed one.
  keptMs: 65_000,
  // Less than what starts the program waits before it kills it.
  lastAnswersMs: 10_000,
});
