/** Bounds of what a job may ask for; a request beyond them is refused at submit. */
export const LIMITS = {
  nameLength: 120,
  imageLength: 512,
  topicLength: 249,
  parallelismMax: 1_000,
  cpuMillisMin: 10,
  cpuMillisMax: 1_024_000,
  memoryBytesMin: 6 * 1024 * 1024,
  memoryBytesMax: 16 * 1024 ** 4,
  recordCountMax: 1_000_000_000_000,
  ratePerSecondMax: 10_000_000,
  environmentEntriesMax: 200,
  environmentBytesMax: 131_072,
  commandBytesMax: 131_072,
  durationMsMax: 365 * 24 * 3_600_000,
  bodyBytesMax: 1_048_576,
  /** Arrays and objects within each other in a body. */
  bodyDepthMax: 64,
} as const;
