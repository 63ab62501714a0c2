/** What an empty page offers to a reader who would rather type. */
export const FIRST_WEBHOOK_COMMAND = './longshore webhook create ops --url https://example.org/hook --event job.failed';
