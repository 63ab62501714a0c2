/** The engine that the Docker CLI would use, so that images land where `docker run` looks for them. */
export function defaultEngine(): string {
  return process.env.DOCKER_HOST || 'unix:///var/run/docker.sock';
}

/** This process's environment, for programs that it starts. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env };
}
