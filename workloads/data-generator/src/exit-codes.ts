/** How the program ends, as documented in docs/data-generator.md. */
export const EXIT = {
  /** Every record of this task is acknowledged. */
  done: 0,
  /** An unforeseen failure. */
  failed: 1,
  /** A setting or the template cannot be used. */
  badConfig: 2,
  topicMissing: 3,
  /** Kafka could not be reached, or did not acknowledge, within the deadline. */
  kafkaAway: 4,
  /** Kafka answered and refused: not authorised, record too large. */
  kafkaRefused: 5,
  /** Stopped by SIGINT or SIGTERM before all was written, what was sent being acknowledged: 128 + the signal's number. */
  interrupted: 130,
  terminated: 143,
} as const;
