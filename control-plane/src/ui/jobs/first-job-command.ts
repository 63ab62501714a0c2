/** What an empty page offers to a reader who would rather type. */
export const FIRST_JOB_COMMAND = './longshore job run --topic orders --count 10000';
