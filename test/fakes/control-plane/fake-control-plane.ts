import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import {
  type AgentDetail,
  type AuditEntry,
  createTopicBody,
  type Delivery,
  drainAgentBody,
  type JobDetail,
  type JobEvent,
  type JobTemplate,
  jobHasEnded,
  jobSpecSchema,
  type LogLineView,
  type Plan,
  type Problem,
  patchAgentBody,
  produceMessagesBody,
  type Queue,
  type Registries,
  type ScheduleDetail,
  type TopicDetail,
  type TopicMessage,
  type Webhooks,
} from '@longshore/schemas';
import { FakeAccess, NOUNS_OF_ACCESS } from './fake-access.ts';
import { replyAboutAudit } from './fake-audit.ts';
import { FakeKitchens, NOUNS_OF_KITCHENS } from './fake-kitchens.ts';
import { isManyVerb, replyAboutMany } from './fake-many-jobs.ts';
import { replyAboutRegistries } from './fake-registries.ts';
import { replyAboutSchedules } from './fake-schedules.ts';
import { type FakeSort, finishSort, replyAboutSorts } from './fake-sorts.ts';
import { replyAboutTemplates } from './fake-templates.ts';
import { replyAboutWebhooks } from './fake-webhooks.ts';
import { FakeWork } from './fake-work.ts';
import { sampleJob, samplePlan } from './samples.ts';

interface Recorded {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  idempotencyKey: string | undefined;
  userAgent: string | undefined;
  authorization: string | undefined;
}

type Reply = { status: number; body: unknown; headers?: Record<string, string> };

const WORK_NOUNS = ['work-items', 'work-queues', 'work-files', 'workers'];

/** The HTTP API in memory, for tests of the command line. What it does not know is answered with 500, loudly. */
export class FakeControlPlane {
  readonly requests: Recorded[] = [];
  readonly jobs = new Map<string, JobDetail>();
  readonly logs = new Map<string, LogLineView[]>();
  readonly events = new Map<string, JobEvent[]>();
  readonly agents: AgentDetail[] = [];
  readonly schedules: ScheduleDetail[] = [];
  readonly templates: JobTemplate[] = [];
  readonly sorts: FakeSort[] = [];
  readonly registries: Registries = { items: [], ready: true };
  readonly webhooks: Webhooks = { items: [], ready: true };
  readonly work = new FakeWork();
  readonly kitchens = new FakeKitchens();
  /** Of every webhook. */
  readonly deliveries: Delivery[] = [];
  /** The newest first. */
  readonly audit: AuditEntry[] = [];
  /** Who may ask: anybody, until it is given a key. */
  readonly access = new FakeAccess();
  readonly topics: TopicDetail[] = [];
  readonly messages = new Map<string, TopicMessage[]>();
  plan: Plan = samplePlan();
  queue: Queue = { items: [], next: null, jobs: 0, tasks: 0, backingOff: 0 };
  /** What happens after a job was taken in. */
  onSubmit: (job: JobDetail) => void = () => undefined;
  onStop: (job: JobDetail) => void = (job) => this.change(job.id, { state: 'STOPPED', endedAt: job.createdAt });
  /** What happens once the input of a sort is there. */
  onSort: (sort: FakeSort) => void = finishSort;
  /** What happens after an agent was asked to be empty. */
  onDrain: (agent: AgentDetail) => unknown = () => undefined;
  /** Answers everything with this, while set. */
  broken: Reply | undefined;
  pageSize = 200;
  /** Whether `next` of a log page is given also at the end. */
  logsAlwaysHaveNext = true;
  /** The same for records of a topic. */
  messagesAlwaysHaveNext = true;

  #server: Server | undefined;
  #port = 0;
  readonly #streams = new Set<ServerResponse>();
  readonly #sockets = new Set<Socket>();

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts, or starts again on the same port. */
  async start(): Promise<this> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
      });
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Puts a job in, or changes it, and says so to whoever listens. */
  change(id: string, over: Partial<JobDetail>): JobDetail {
    const job = { ...(this.jobs.get(id) ?? sampleJob({ id })), ...over };
    this.jobs.set(id, job);
    this.hint('jobs');
    return job;
  }

  /** Lets a job's program write. */
  write(jobId: string, ...lines: (Partial<LogLineView> & { text: string })[]): void {
    const log = this.logs.get(jobId) ?? [];
    for (const line of lines) {
      const sequence = log.length;
      const at = '2026-03-01T12:00:01.000Z';
      log.push({ attemptId: 'attempt', taskIndex: 0, attempt: 1, stream: 'STDOUT', sequence, at, ...line });
    }
    this.logs.set(jobId, log);
    this.hint('logs');
  }

  hint(subject: 'jobs' | 'agents' | 'logs' | 'dispatcher'): void {
    const event = { type: 'changed', subjects: [subject], at: '2026-03-01T12:00:00.000Z' };
    for (const stream of this.#streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  /** How many clients listen to events. */
  get listeners(): number {
    return this.#streams.size;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const path = url.pathname.replace('/api/v1', '');
    const refusal = this.broken ?? this.access.refusal(request.method ?? 'GET', path, request.headers);
    if (path === '/events' && refusal === undefined) {
      this.#stream(response);
      return;
    }
    const text = await readBody(request);
    const key = request.headers['idempotency-key'];
    const recorded: Recorded = {
      method: request.method ?? 'GET',
      path,
      query: url.searchParams,
      body: readAs(request.headers['content-type'], text),
      idempotencyKey: typeof key === 'string' ? key : undefined,
      userAgent: request.headers['user-agent'],
      authorization: request.headers.authorization,
    };
    this.requests.push(recorded);
    const { status, body, headers }: Reply = refusal ?? this.#reply(recorded);
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  #stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify({ type: 'hello', subjects: [], at: '2026-03-01T12:00:00.000Z' })}\n\n`);
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  #reply(asked: Recorded): Reply {
    const [noun, id = '', verb] = asked.path.split('/').slice(1).map(decodeURIComponent);
    if (NOUNS_OF_ACCESS.includes(noun ?? '')) return this.access.reply(asked, noun ?? '', id, verb);
    if (noun === 'jobs') return this.#jobs(asked, id, verb);
    if (noun === 'queue') return ok(this.queue);
    if (noun === 'schedules') return replyAboutSchedules(this.schedules, asked, id, verb);
    if (noun === 'templates') return replyAboutTemplates(this.templates, asked, id);
    if (noun === 'sorts') return replyAboutSorts(this.sorts, asked, id, verb, (sort) => this.onSort(sort));
    if (noun === 'registries') return replyAboutRegistries(this.registries, asked, id);
    if (noun === 'webhooks') return replyAboutWebhooks(this.webhooks, this.deliveries, asked, id, verb);
    if (noun !== undefined && WORK_NOUNS.includes(noun)) return this.work.reply(asked, noun, id, verb);
    if (noun !== undefined && NOUNS_OF_KITCHENS.includes(noun)) return this.kitchens.reply(asked, noun, id, verb);
    if (noun === 'audit') return replyAboutAudit(this.audit, asked, id);
    if (noun === 'agents') return this.#agents(asked, id, verb);
    if (noun === 'topics') return this.#topics(asked, id, verb);
    throw new Error(`the fake control plane does not implement ${asked.method} ${asked.path}`);
  }

  #jobs(asked: Recorded, id: string, verb: string | undefined): Reply {
    if (asked.method === 'POST' && id === '') return this.#submit(asked.body);
    if (asked.method === 'POST' && id === 'plan') {
      const bad = badSpec(asked.body);
      return bad ?? ok(this.plan);
    }
    if (asked.method === 'GET' && id === '') return this.#list(asked.query);
    if (asked.method === 'POST' && isManyVerb(id)) return replyAboutMany(this.jobs, id, asked.body);
    const job = this.jobs.get(id);
    if (job === undefined) return problem(404, 'not_found', `There is no job ${id}.`, 'List the jobs.');
    switch (`${asked.method} ${verb ?? ''}`) {
      case 'GET ':
        return ok(job);
      case 'POST stop':
        if (jobHasEnded(job.state)) return problem(409, 'conflict', `The job has already ended: ${job.state}.`);
        this.change(id, { stopWanted: true, state: 'STOPPING' });
        this.onStop(job);
        return { status: 202, body: this.jobs.get(id) };
      case 'DELETE ':
        this.jobs.delete(id);
        return { status: 204, body: '' };
      case 'GET logs':
        return this.#logs(id, asked.query);
      case 'GET events':
        return ok({ items: this.events.get(id) ?? [], next: null });
      default:
        throw new Error(`the fake control plane does not implement ${asked.method} /jobs/:id/${verb}`);
    }
  }

  #submit(body: unknown): Reply {
    const bad = badSpec(body);
    if (bad !== undefined) return bad;
    if (!this.plan.possible) {
      const { status, body: refusal } = problem(422, 'never_fits', 'No agent could ever hold it.', 'Ask for less.');
      const errors = [{ path: 'resources.memoryBytes', message: 'host-3: needs 8 GiB, has 1 GiB' }];
      return { status, body: { ...(refusal as Problem), errors } };
    }
    const job = sampleJob({}, jobSpecSchema.parse(body));
    this.jobs.set(job.id, job);
    this.onSubmit(job);
    return { status: 201, body: job };
  }

  #list(query: URLSearchParams): Reply {
    const q = query.get('q') ?? '';
    const states = query.get('state')?.split(',');
    const fitting = [...this.jobs.values()]
      .filter(({ name, id }) => name.includes(q) || id.startsWith(q))
      .filter(({ state }) => states === undefined || states.includes(state))
      .sort((left, right) => right.id.localeCompare(left.id));
    return ok(this.#page(fitting, query));
  }

  #logs(id: string, query: URLSearchParams): Reply {
    const log = this.logs.get(id) ?? [];
    const tail = query.get('tail');
    const from = query.has('cursor')
      ? Number(query.get('cursor'))
      : tail === null
        ? 0
        : Math.max(0, log.length - Number(tail));
    const items = log.slice(from, from + Number(query.get('limit') ?? 1_000));
    const end = from + items.length;
    const more = end < log.length;
    return ok({ items, next: more || this.logsAlwaysHaveNext ? String(end) : null });
  }

  #agents(asked: Recorded, id: string, verb: string | undefined): Reply {
    if (id === '') return ok({ items: this.agents, next: null });
    const agent = this.agents.find((candidate) => candidate.id === id);
    if (agent === undefined) return problem(404, 'not_found', `There is no agent ${id}.`);
    switch (`${asked.method} ${verb ?? ''}`) {
      case 'GET ':
        break;
      case 'PATCH ': {
        const { cordoned = agent.cordoned, labels = {} } = patchAgentBody.parse(asked.body);
        Object.assign(agent, { cordoned, drain: cordoned ? agent.drain : null, labelOverrides: labels ?? {} });
        agent.labels = inForce({ ...agent.ownLabels, ...agent.labelOverrides });
        break;
      }
      case 'POST confirm-dead': {
        if (agent.state !== 'SILENT') {
          return problem(409, 'agent_is_heard', `${id} is heard.`, 'Only a silent agent can be confirmed dead.');
        }
        agent.deadConfirmed = true;
        return { status: 202, body: { id } };
      }
      case 'POST drain': {
        const wish = drainAgentBody.parse(asked.body);
        const drain = { state: 'DRAINING' as const, requestedAt: '2026-03-01T12:00:00.000Z', ...wish };
        Object.assign(agent, { cordoned: true, drain: { ...drain, elapsedMs: 0, left: 1, moving: 0, endedAt: null } });
        void this.onDrain(agent);
        return { status: 202, body: agent };
      }
      default:
        throw new Error(`the fake control plane does not implement ${asked.method} /agents/:id/${verb}`);
    }
    return ok(agent);
  }

  #topics(asked: Recorded, name: string, verb: string | undefined): Reply {
    if (name === '' && asked.method === 'POST') return this.#createTopic(asked.body);
    if (name === '') return ok({ items: this.topics, next: null });
    const topic = this.topics.find((candidate) => candidate.name === name);
    if (topic === undefined) return problem(404, 'not_found', `There is no topic ${name}.`, 'List the topics.');
    if (verb === undefined) return ok(topic);
    const messages = this.messages.get(name) ?? [];
    if (asked.method === 'POST') {
      const given = produceMessagesBody.parse(asked.body);
      this.messages.set(name, [
        ...messages,
        ...given.messages.map((message, index) => toRecord(message, messages.length + index)),
      ]);
      return { status: 201, body: { produced: given.messages.length } };
    }
    const limit = Number(asked.query.get('limit') ?? 50);
    if (asked.query.get('from') === 'beginning')
      return ok(this.#page(messages, asked.query, this.messagesAlwaysHaveNext));
    if (asked.query.has('cursor')) return ok(this.#page(messages, asked.query, true));
    return ok({ items: messages.slice(-limit), next: this.messagesAlwaysHaveNext ? String(messages.length) : null });
  }

  #createTopic(body: unknown): Reply {
    const { name, partitions = 12, replication = 1 } = createTopicBody.parse(body);
    const topic = { name, partitions, replication, records: 0, internal: false, partitionOffsets: [] };
    this.topics.push(topic);
    return { status: 201, body: topic };
  }

  #page<Item>(
    items: readonly Item[],
    query: URLSearchParams,
    alwaysNext = false,
  ): { items: Item[]; next: string | null } {
    const from = Number(query.get('cursor') ?? 0);
    const limit = Math.min(this.pageSize, Number(query.get('limit') ?? 50));
    const end = from + limit;
    const next = Math.min(end, items.length);
    return { items: items.slice(from, end), next: alwaysNext || end < items.length ? String(next) : null };
  }
}

function inForce(labels: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter((entry): entry is [string, string] => entry[1] !== null));
}

function toRecord(message: { key: string | null; value: string; headers: Record<string, string> }, offset: number) {
  const { key, value, headers } = message;
  return sampleMessage({ key, value, headers, offset });
}

/** A record of a topic. */
export function sampleMessage(over: Partial<TopicMessage> = {}): TopicMessage {
  return {
    partition: 0,
    offset: 0,
    at: '2026-03-01T12:00:00.000Z',
    key: null,
    headers: {},
    value: '{}',
    decodedAs: 'json',
    sizeBytes: 2,
    ...over,
  };
}

function badSpec(body: unknown): Reply | undefined {
  const parsed = jobSpecSchema.safeParse(body);
  if (parsed.success) return undefined;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return {
    status: 422,
    body: { ...problemBody(422, 'invalid_request', 'The job is not accepted.', 'Correct the fields.'), errors },
  };
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function problem(status: number, code: string, detail: string, advice?: string): Reply {
  return { status, body: problemBody(status, code, detail, advice) };
}

function problemBody(status: number, code: string, detail: string, advice?: string): Problem {
  return { type: 'about:blank', title: 'Problem', status, detail, code, ...(advice === undefined ? {} : { advice }) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function readAs(type: string | undefined, text: string): unknown {
  if (text === '') return undefined;
  return type === 'application/json' ? JSON.parse(text) : text;
}
