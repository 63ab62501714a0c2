/** Opens five kitchens and gives them something to do. */
export const OPEN_FIVE_COMMAND = './longshore kitchen open --count 5';
/** Runs a lunch, which leaves a recording for the story. */
export const RUN_LUNCH_COMMAND = './longshore kitchen scenario run lunch';
