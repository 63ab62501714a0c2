/** What every container gets in its environment, whatever image it is. */
export interface ContainerContext {
  jobId: string;
  taskId: string;
  taskIndex: number;
  taskCount: number;
  attempt: number;
  attemptId: string;
  agentId: string;
  bootstrapServers: string;
  registryUrl: string;
  topic: string | null;
  /** Goes before the names of Longshore's own topics; empty where there is none. */
  topicPrefix: string;
  /** Where containers on this host reach the API; null: the agent was not told. */
  controlPlaneUrl: string | null;
}

/** The variables that Longshore sets; they win over the job's own. */
export function containerEnvironment(context: ContainerContext): Record<string, string> {
  return {
    LONGSHORE_JOB_ID: context.jobId,
    LONGSHORE_TASK_ID: context.taskId,
    LONGSHORE_TASK_INDEX: String(context.taskIndex),
    LONGSHORE_TASK_COUNT: String(context.taskCount),
    LONGSHORE_ATTEMPT: String(context.attempt),
    LONGSHORE_ATTEMPT_ID: context.attemptId,
    LONGSHORE_AGENT_ID: context.agentId,
    KAFKA_BOOTSTRAP_SERVERS: context.bootstrapServers,
    SCHEMA_REGISTRY_URL: context.registryUrl,
    ...(context.controlPlaneUrl === null ? {} : { LONGSHORE_URL: context.controlPlaneUrl }),
    ...(context.topicPrefix === '' ? {} : { LONGSHORE_TOPIC_PREFIX: context.topicPrefix }),
    ...(context.topic === null ? {} : { TOPIC: context.topic }),
  };
}
