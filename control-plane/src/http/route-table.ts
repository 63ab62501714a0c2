import type { RouteHandler } from './api-route.ts';

/** Methods by which a path may be asked; `HEAD` is a `GET` without its body. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

export function isMethod(method: string): method is Method {
  return (METHODS as readonly string[]).includes(method);
}

/** What a route module exports: a handler for each method that its path has. */
export type RouteModule = { readonly [Each in Method]?: RouteHandler };

/** A path that there is. */
export interface FoundRoute {
  methods: RouteModule;
  /** What stands in the place of each `{name}`, decoded. */
  params: Readonly<Record<string, string>>;
}

interface Pattern {
  segments: readonly { text: string; name: string | null }[];
  methods: RouteModule;
}

/** Finds routes by paths. One without parameters comes before one with them. */
export class RouteTable {
  readonly #whole = new Map<string, RouteModule>();
  readonly #patterns = new Map<number, Pattern[]>();

  /** @param routes - by path as OpenAPI writes it: `/jobs/{id}/stop` */
  constructor(routes: Readonly<Record<string, RouteModule>>) {
    for (const [path, methods] of Object.entries(routes)) {
      if (!path.includes('{')) {
        this.#whole.set(path, methods);
        continue;
      }
      const segments = path.split('/').map((text) => ({ text, name: /^\{(\w+)\}$/.exec(text)?.[1] ?? null }));
      const alike = this.#patterns.get(segments.length) ?? [];
      this.#patterns.set(segments.length, [...alike, { segments, methods }]);
    }
  }

  /** @returns null where there is no such path */
  find(path: string): FoundRoute | null {
    const methods = this.#whole.get(path);
    if (methods !== undefined) return { methods, params: {} };
    const given = path.split('/');
    for (const pattern of this.#patterns.get(given.length) ?? []) {
      const params = match(pattern, given);
      if (params !== null) return { methods: pattern.methods, params };
    }
    return null;
  }
}

function match({ segments }: Pattern, given: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, { text, name }] of segments.entries()) {
    const value = given[index] ?? '';
    if (name === null) {
      if (value !== text) return null;
      continue;
    }
    const decoded = decode(value);
    if (decoded === null) return null;
    params[name] = decoded;
  }
  return params;
}

/** @returns null for nothing, and for what stands for no text */
function decode(segment: string): string | null {
  if (!segment.includes('%')) return segment === '' ? null : segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
