import { z } from 'zod';
import { ID_PATTERN } from '../ids.ts';
import { commonFields } from './common-fields.ts';
import { imageSchema } from './image.ts';

/** The image that sorts run. */
export const SORTER_IMAGE = 'longshore/sorter:dev';

/** What carries out a sort; made with it. */
export const sortJobSchema = z.strictObject({
  kind: z.literal('sort'),
  ...commonFields,
  image: imageSchema.default(SORTER_IMAGE),
  sort: z.strictObject({
    id: z.string().regex(ID_PATTERN, 'the id of a sort'),
    topicPrefix: z.string().max(100).default(''),
    memoryBytes: z.number().int().min(1_048_576).describe('What a sorter may have in memory of what it sorts.'),
  }),
});
