import { z } from 'zod';

/** Degrees. Whether it is in the city is examined where it counts. */
export const placeSchema = z.strictObject({
  latitude: z.number().min(-90, 'from -90 to 90 degrees').max(90, 'from -90 to 90 degrees'),
  longitude: z.number().min(-180, 'from -180 to 180 degrees').max(180, 'from -180 to 180 degrees'),
});
