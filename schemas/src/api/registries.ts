import { z } from 'zod';

/** Body of `PUT /registries/{registry}`. */
export const putRegistryBody = z.strictObject({
  username: z.string().min(1, 'who signs in').max(255, 'at most 255 characters'),
  password: z
    .string()
    .min(1, 'a password, or an access token')
    .max(8_192, 'at most 8192 characters')
    .describe('A password or an access token. It is never given out again.'),
});

/** Credentials that are kept for a registry of images, without the secret. */
export const registrySchema = z.object({
  registry: z.string().describe('As images name it, such as ghcr.io.'),
  username: z.string(),
  usable: z.boolean().describe('false: kept under a key that the control plane no longer has; sign in again.'),
  jobs: z.number().int().describe('Jobs that have not ended and whose image is from here.'),
  updatedAt: z.iso.datetime().describe('ISO 8601, UTC'),
});

/** Answers `PUT /registries/{registry}`. */
export const keptRegistrySchema = registrySchema.pick({ registry: true, username: true });

/** Answers `GET /registries`. */
export const registriesSchema = z.object({
  items: z.array(registrySchema),
  ready: z.boolean().describe('false: the control plane has no key to keep credentials under.'),
});

export type RegistryInput = z.input<typeof putRegistryBody>;
export type Registry = z.output<typeof registrySchema>;
export type KeptRegistry = z.output<typeof keptRegistrySchema>;
export type Registries = z.output<typeof registriesSchema>;
