import type { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import type { RegistryHttp } from './registry-http.ts';

/** How the registry's client is extended; its own type of an answer is wider than what it takes from one. */
type Middleware = NonNullable<ConstructorParameters<typeof SchemaRegistry>[0]['middlewares']>[number];

/** The registry's definite no, with its own error number (such as 40403). */
export class RegistryRefusal extends Error {
  /** Not `status`: the registry's client rewrites errors that have one, and loses this number. */
  readonly errorCode: number;

  constructor(message: string, errorCode: number) {
    super(message);
    this.name = 'RegistryRefusal';
    this.errorCode = errorCode;
  }
}

interface OutgoingRequest {
  method(): string;
  url(): string;
  body(): unknown;
}

/** What the registry's client takes from an answer. */
interface Answer {
  status(): number;
  data(): unknown;
}

/**
 * Sends the registry client's requests through `http`. The client's own way out has no deadline, retries by itself
 * and shows a refused connection as status 400: no telling whether the registry said no or nothing.
 */
export function registryTransport(http: RegistryHttp): Middleware {
  // The client wraps each answer in its middlewares; this one is the outermost and does not call the next.
  const transport = () => ({
    async response(_next: unknown, _renew: unknown, request: OutgoingRequest): Promise<Answer> {
      const body = request.body();
      const path = request.url().slice(http.url.length);
      const answer = await http.request(
        request.method().toUpperCase(),
        path,
        typeof body === 'string' ? (JSON.parse(body) as unknown) : (body ?? undefined),
      );
      if (answer.errorCode !== null) throw new RegistryRefusal(answer.message, answer.errorCode);
      return { status: () => answer.status, data: () => answer.body };
    },
  });
  return transport as unknown as Middleware;
}
