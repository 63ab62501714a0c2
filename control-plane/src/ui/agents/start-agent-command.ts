/** What brings up an agent beside everything else on one machine. */
export const START_AGENT_COMMAND = './longshore up';
