/** Makes the first template. */
export const FIRST_TEMPLATE_COMMAND = './longshore template save people --topic people --count 10000';
