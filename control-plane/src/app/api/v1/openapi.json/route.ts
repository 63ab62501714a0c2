import { apiRoute, json } from '../../../../http/api-route.ts';
import { openApiDocument } from '../../../../http/openapi/openapi-document.ts';

export const GET = apiRoute('openApi', async () => json(openApiDocument()), { by: 'nobody' });
