import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** The image reference grammar of the distribution project (`distribution/reference`): [registry[:port]/]path[:tag][@digest]. */
const IMAGE =
  /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

export const imageSchema = z
  .string()
  .min(1, 'name an image, such as longshore/data-generator:dev')
  .max(LIMITS.imageLength)
  .regex(
    IMAGE,
    'not an image name: expected [registry/]path[:tag][@digest] in lower case, such as ghcr.io/acme/tool:1.2',
  );
