import { z } from 'zod';
import { KITCHEN_ID, KITCHEN_LIMITS } from './limits.ts';
import { placeSchema } from './place.ts';

/** What makes a container a kitchen: the `kitchen` of a job of that kind. */
export const kitchenSpecSchema = z.strictObject({
  id: z.string().regex(KITCHEN_ID, 'small letters, digits and hyphens, 63 at most').describe('Its own in the city.'),
  name: z.string().trim().min(1).max(80),
  location: placeSchema.describe('Within the city.'),
  capacity: z
    .number()
    .int('a whole number of dishes')
    .min(1, 'at least 1: a kitchen without cooks is none')
    .max(KITCHEN_LIMITS.capacityMax, `at most ${KITCHEN_LIMITS.capacityMax}`)
    .default(3)
    .describe('Dishes that it cooks at once.'),
  railMax: z
    .number()
    .int('a whole number of orders')
    .min(0, 'at least 0')
    .max(KITCHEN_LIMITS.railMax, `at most ${KITCHEN_LIMITS.railMax}`)
    .optional()
    .describe('Orders that may wait in it for a free cook; left out: one for three cooks.'),
  specialties: z
    .array(z.string().max(60))
    .max(KITCHEN_LIMITS.specialtiesMax)
    .default([])
    .describe('Dishes that it cooks faster than others do. It cooks any.'),
  clockFactor: z
    .number()
    .min(0.01, 'at least 0.01')
    .max(KITCHEN_LIMITS.clockFactorMax, `at most ${KITCHEN_LIMITS.clockFactorMax}`)
    .default(1)
    .describe('How much faster than real its cooks are.'),
});

export type KitchenSpec = z.output<typeof kitchenSpecSchema>;
