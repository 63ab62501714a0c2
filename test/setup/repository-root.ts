/** The repository's root, from which programs are named. */
export const repositoryRoot = new URL('../..', import.meta.url).pathname;
