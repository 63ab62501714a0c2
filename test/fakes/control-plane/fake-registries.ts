import { putRegistryBody, type Registries, type Registry } from '@longshore/schemas';

interface Reply {
  status: number;
  body: unknown;
}

/** A registry as the control plane lists it. */
export function sampleRegistry(over: Partial<Registry> = {}): Registry {
  return {
    registry: 'ghcr.io',
    username: 'anna',
    usable: true,
    jobs: 0,
    updatedAt: '2026-03-01T12:00:00.000Z',
    ...over,
  };
}

/** What the API answers about image registries. */
export function replyAboutRegistries(
  registries: Registries,
  asked: { method: string; body: unknown },
  registry: string,
): Reply {
  if (registry === '') return { status: 200, body: registries };
  const { items } = registries;
  const index = items.findIndex((candidate) => candidate.registry === registry);
  switch (asked.method) {
    case 'PUT': {
      const { username } = putRegistryBody.parse(asked.body);
      items.splice(index < 0 ? items.length : index, 1, sampleRegistry({ registry, username }));
      return { status: 200, body: { registry, username } };
    }
    case 'DELETE': {
      if (index < 0) {
        const problem = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' };
        const detail = `No credentials are kept for ${registry}.`;
        return { status: 404, body: { ...problem, detail, advice: 'longshore registry list shows those that are.' } };
      }
      items.splice(index, 1);
      return { status: 204, body: '' };
    }
    default:
      throw new Error(`the fake control plane does not implement ${asked.method} /registries/:registry`);
  }
}
