/** What an empty page offers to a reader who would rather type. */
export const FIRST_REGISTRY_COMMAND = './longshore registry login ghcr.io --username NAME';
