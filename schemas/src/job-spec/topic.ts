import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** What Kafka takes as a topic's name. */
export const topicSchema = z
  .string()
  .min(1, 'name a topic')
  .max(LIMITS.topicLength, `a topic's name has at most ${LIMITS.topicLength} characters`)
  .regex(/^[a-zA-Z0-9._-]+$/, 'Kafka takes letters, digits, "." "_" and "-" in a topic name')
  .refine((name) => name !== '.' && name !== '..', 'Kafka refuses "." and ".." as topic names');
