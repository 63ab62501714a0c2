import { keptRegistrySchema, putRegistryBody, registriesSchema } from '@longshore/schemas';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation } from './operation.ts';

/** Registries of images that are signed in to. */
export const REGISTRIES_PATHS: ZodOpenApiPathsObject = {
  '/registries': {
    get: operation({
      id: 'listRegistries',
      permission: 'registries:read',
      summary: 'Image registries for which credentials are kept; passwords are never given out',
      tag: 'registries',
      answer: registriesSchema,
      refusals: [503],
    }),
  },
  '/registries/{registry}': {
    put: operation({
      id: 'keepRegistry',
      permission: 'registries:write',
      summary: 'Keep how to sign in to an image registry, encrypted; attempts that begin from now on use it',
      tag: 'registries',
      path: ['registry'],
      body: putRegistryBody,
      example: { username: 'robot', password: 'an access token' },
      answer: keptRegistrySchema,
      refusals: [403, 422, 503],
    }),
    delete: operation({
      id: 'forgetRegistry',
      permission: 'registries:write',
      summary: 'Forget how to sign in to an image registry',
      tag: 'registries',
      path: ['registry'],
      status: 204,
      answer: null,
      refusals: [403, 404, 422, 503],
    }),
  },
};
