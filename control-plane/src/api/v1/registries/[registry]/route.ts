import { json, noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { forgetRegistry } from '../../../../services/registry/forget-registry.ts';
import { keepRegistry } from '../../../../services/registry/keep-registry.ts';

interface Params {
  registry: string;
}

export const PUT = apiRoute<Params>('keepRegistry', async ({ ctx, params, body }) =>
  json(await keepRegistry(ctx, params.registry, await body())),
);

export const DELETE = apiRoute<Params>('forgetRegistry', async ({ ctx, params }) => {
  await forgetRegistry(ctx, params.registry);
  return noContent();
});
