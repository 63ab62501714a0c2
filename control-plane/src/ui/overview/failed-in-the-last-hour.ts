/** Where the jobs are that failed in the last hour. */
export const FAILED_IN_THE_LAST_HOUR = `/jobs?filter=${encodeURIComponent('state:failed ended:1h')}`;
