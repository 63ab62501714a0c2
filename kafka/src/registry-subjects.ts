import { z } from 'zod';
import { RegistryUnreachableError } from './errors.ts';
import type { RegistryAnswer, RegistryHttp } from './registry-http.ts';

/** What the initializer asks of a schema registry, subject by subject. Every call may throw `RegistryUnreachableError`. */
export interface RegistrySubjects {
  /** Resolves when the registry answers. */
  ping(): Promise<void>;
  /** The newest schema of the subject as JSON text; null when the subject does not exist. */
  latest(subject: string): Promise<string | null>;
  /** Whether the subject holds exactly this schema, in whatever version. */
  holds(subject: string, schema: string): Promise<boolean>;
  /** Whether the registry would take this schema. True when the subject is new. */
  accepts(subject: string, schema: string): Promise<boolean>;
  /** The subject's own level; null when it has none. */
  compatibility(subject: string): Promise<string | null>;
  setCompatibility(subject: string, level: 'BACKWARD'): Promise<void>;
  /** @returns the schema's id */
  register(subject: string, schema: string): Promise<number>;
}

const found = {
  version: z.object({ schema: z.string() }),
  config: z.object({ compatibilityLevel: z.string() }),
  verdict: z.object({ is_compatible: z.boolean() }),
  registered: z.object({ id: z.number() }),
};

/** The registry's numbers for: no such subject, version or schema; no compatibility of its own. */
const absent = new Set([40401, 40402, 40403, 40408]);

/** The registry's definite no to a change: incompatible, not permitted, not a schema. */
export class RegistryChangeRefused extends Error {
  constructor(what: string, answer: RegistryAnswer) {
    super(`${what}: ${answer.message} (status ${answer.status})`);
    this.name = 'RegistryChangeRefused';
  }
}

/** Speaks the Confluent API's part about subjects. */
export function registrySubjects(http: RegistryHttp): RegistrySubjects {
  async function ask(method: string, path: string, body?: unknown): Promise<RegistryAnswer | null> {
    const answer = await http.request(method, path, body);
    if (answer.errorCode === null) return answer;
    if (absent.has(answer.errorCode)) return null;
    throw new RegistryChangeRefused(`The schema registry refused ${method} ${path}`, answer);
  }

  function read<Shape extends z.ZodType>(shape: Shape, answer: RegistryAnswer | null): z.output<Shape> | null {
    if (answer === null) return null;
    const parsed = shape.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    throw new RegistryUnreachableError('The schema registry answered in a form of its own', http.url, parsed.error);
  }

  const at = (subject: string) => `/subjects/${encodeURIComponent(subject)}`;
  const ruleOf = (subject: string) => `/config/${encodeURIComponent(subject)}`;

  return {
    async ping() {
      await http.request('GET', '/subjects');
    },
    async latest(subject) {
      return read(found.version, await ask('GET', `${at(subject)}/versions/latest`))?.schema ?? null;
    },
    async holds(subject, schema) {
      return (await ask('POST', at(subject), { schema })) !== null;
    },
    async accepts(subject, schema) {
      const path = `/compatibility${at(subject)}/versions/latest`;
      return read(found.verdict, await ask('POST', path, { schema }))?.is_compatible ?? true;
    },
    async compatibility(subject) {
      return read(found.config, await ask('GET', ruleOf(subject)))?.compatibilityLevel ?? null;
    },
    async setCompatibility(subject, level) {
      await ask('PUT', ruleOf(subject), { compatibility: level });
    },
    async register(subject, schema) {
      const answer = read(found.registered, await ask('POST', `${at(subject)}/versions`, { schema }));
      if (answer === null) throw new RegistryUnreachableError('The schema registry lost the subject', subject);
      return answer.id;
    },
  };
}
