import { z } from 'zod';
import { containerJobSchema } from './job-spec/container-job.ts';
import { generatorJobSchema, type generatorSchema } from './job-spec/generator-job.ts';
import { kitchenJobSchema } from './job-spec/kitchen-job.ts';
import type { placementSchema } from './job-spec/placement.ts';
import type { resourcesSchema } from './job-spec/resources.ts';
import { sortJobSchema } from './job-spec/sort-job.ts';

/** A job as the user words it. Unknown fields are refused. */
export const jobSpecSchema = z.discriminatedUnion('kind', [containerJobSchema, generatorJobSchema, kitchenJobSchema]);

/** A job that can be worded in the form, kept as a template and put on a schedule: a kitchen is opened once, by its id. */
export const formedJobSpecSchema = z.discriminatedUnion('kind', [containerJobSchema, generatorJobSchema], {
  error: 'container or data-generator',
});

/** What a client may send: defaults left out. */
export type JobSpecInput = z.input<typeof jobSpecSchema>;
/** A job as it is stored: those of sorts, which are made with their sort, too. */
export const storedJobSpecSchema = z.discriminatedUnion('kind', [
  containerJobSchema,
  generatorJobSchema,
  kitchenJobSchema,
  sortJobSchema,
]);

/** What is stored: every default filled in. */
export type JobSpec = z.output<typeof storedJobSpecSchema>;
/** A job that somebody words, whole. */
export type WordedJobSpec = z.output<typeof jobSpecSchema>;
/** What the form sends. */
export type FormedJobSpecInput = z.input<typeof formedJobSpecSchema>;
/** A job that can be worded in the form, whole. */
export type FormedJobSpec = z.output<typeof formedJobSpecSchema>;

export type JobKind = JobSpec['kind'];
export type Resources = z.output<typeof resourcesSchema>;
export type PlacementWish = z.output<typeof placementSchema>;
export type GeneratorSpec = z.output<typeof generatorSchema>;
