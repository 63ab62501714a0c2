/** How a sorter or coordinator ends, as documented in docs/sorting.md. */
export const EXIT = {
  /** The sort is complete; of a sorter, also where the sort failed: the coordinator says so for all. */
  done: 0,
  /** An unforeseen failure. */
  failed: 1,
  /** A setting cannot be used. */
  badConfig: 2,
  topicMissing: 3,
  /** Kafka could not be reached, or did not acknowledge, within the deadline. */
  kafkaAway: 4,
  /** Kafka answered and refused. */
  kafkaRefused: 5,
  /** The sort failed: its log tells why. */
  sortFailed: 6,
  /** Another coordinator has taken over. */
  superseded: 7,
  interrupted: 130,
  terminated: 143,
} as const;
