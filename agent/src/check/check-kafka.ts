import { connect } from 'node:net';
import { BusError, createKafkaBus, MANAGEMENT_TOPIC_NAMES, MANAGEMENT_TOPICS, topicName } from '@longshore/kafka';
import type { AgentConfig } from '../config.ts';
import { type Finding, fine, missing, unseen } from './finding.ts';

const connectDeadlineMs = 3_000;
const callDeadlineMs = 8_000;

/** Looks at Kafka: each address, whether brokers answer, and the topics. */
export async function checkKafka({ bootstrapServers, topicPrefix }: AgentConfig): Promise<Finding[]> {
  const reached = await Promise.all(bootstrapServers.map(reach));
  const refused = reached.filter(({ because }) => because !== null);
  const words = refused.map(({ server, because }) => `${server} ${because}`).join('; ');
  if (refused.length === reached.length) {
    return [
      missing(
        'kafka',
        words,
        'see that the brokers run, that kafka_bootstrap_servers is right, and no firewall is between',
      ),
      unseen('topics', 'Kafka cannot be reached'),
    ];
  }
  const bus = createKafkaBus({ bootstrapServers, clientId: 'longshore-agent-check', deadlineMs: callDeadlineMs });
  try {
    const began = performance.now();
    const admin = await bus.admin();
    const topics = new Set(await admin.listTopics());
    const tookMs = Math.round(performance.now() - began);
    const kafka =
      refused.length === 0
        ? fine('kafka', `${bootstrapServers.join(', ')} · answers in ${tookMs} ms`)
        : missing('kafka', `answers in ${tookMs} ms, but ${words}`, 'start that broker, or take its address out');
    return [kafka, checkTopics(topics, topicPrefix)];
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    return [
      missing(
        'kafka',
        `${bootstrapServers.join(', ')} takes connections, but: ${error.message.split(' · ')[0]}`,
        'see that the addresses which the brokers tell clients (advertised.listeners) can be reached from this host',
      ),
      unseen('topics', 'Kafka does not answer'),
    ];
  } finally {
    await bus.close();
  }
}

function checkTopics(topics: ReadonlySet<string>, topicPrefix: string): Finding {
  // Those of kitchens are none of an agent's.
  const wanted = MANAGEMENT_TOPIC_NAMES.filter((topic) => MANAGEMENT_TOPICS[topic].key !== 'kitchenId').map((topic) =>
    topicName(topic, topicPrefix),
  );
  const absent = wanted.filter((topic) => !topics.has(topic));
  if (absent.length === 0) return fine('topics', wanted.join(', '));
  return missing(
    'topics',
    `not there: ${absent.join(', ')}`,
    'start the control plane, which creates them, or see that topic_prefix is the control plane’s',
  );
}

/** Whether an address takes connections, and if not, why. */
function reach(server: string): Promise<{ server: string; because: string | null }> {
  const at = server.lastIndexOf(':');
  const [host, port] = [server.slice(0, at), Number(server.slice(at + 1))];
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: connectDeadlineMs });
    const end = (because: string | null) => {
      socket.destroy();
      resolve({ server, because });
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`gave no answer within ${connectDeadlineMs} ms`));
    socket.once('error', (error: NodeJS.ErrnoException) => end(describeRefusal(error)));
  });
}

function describeRefusal({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOTFOUND') return 'has a name that nobody knows';
  if (code === 'EAI_AGAIN') return 'has a name that could not be looked up now';
  if (code === 'ECONNREFUSED') return 'refuses connections: nothing listens there';
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'cannot be reached from this host: no route';
  return `cannot be reached: ${message}`;
}
