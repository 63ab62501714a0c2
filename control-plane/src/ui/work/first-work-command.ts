/** What an empty page offers to a reader who would rather type. */
export const FIRST_WORK_COMMAND = './longshore demo work';
