/** What an empty page offers to a reader who would rather type. */
export const FIRST_SCHEDULE_COMMAND = `./longshore schedule create hourly --cron '0 * * * *' --topic orders --count 1000`;
