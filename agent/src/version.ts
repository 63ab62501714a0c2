import packageJson from '../package.json' with { type: 'json' };

/** Put in by the build of the executable, with the commit that it was made from; nothing when run from sources. */
declare const LONGSHORE_AGENT_VERSION: string | undefined;

/** This agent's version, as it reports it. */
export const agentVersion: string =
  typeof LONGSHORE_AGENT_VERSION === 'string' ? LONGSHORE_AGENT_VERSION : packageJson.version;
