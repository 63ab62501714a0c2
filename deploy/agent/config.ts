/** This process's environment, for programs that it starts. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env };
}
