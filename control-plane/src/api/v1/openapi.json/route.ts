import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { openApiDocument } from '../../../http/openapi/openapi-document.ts';

/** Made when it is first asked for, and once: it takes a tenth of a second, and anybody may ask. */
let made: ReturnType<typeof openApiDocument> | undefined;

export const GET = apiRoute(
  'openApi',
  async () => {
    made ??= openApiDocument();
    return json(made);
  },
  { by: 'nobody' },
);
