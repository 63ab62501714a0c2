/** What an empty page offers to a reader who would rather type. */
export const FIRST_KEY_COMMAND = './longshore key create ci --scope jobs:read jobs:write --days 90';
