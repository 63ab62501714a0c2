import packageJson from '../package.json' with { type: 'json' };

/** This agent's version, as it reports it. */
export const agentVersion: string = packageJson.version;
