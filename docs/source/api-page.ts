/** What of an OpenAPI document the page shows. */
interface ApiDocument {
  paths?: Record<string, object>;
}

interface Operation {
  summary?: string;
  responses?: Record<string, unknown>;
  parameters?: ReadonlyArray<{ in?: string; name?: string }>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

/** The page about the API: its introduction, then a row for each operation from the API's own description. */
export function apiPage(introduction: string, document: ApiDocument): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = (item as Partial<Record<Method, Operation>>)[method];
      return operation === undefined ? [] : [rowOf(method, path, operation)];
    }),
  );
  return [
    introduction.trim(),
    '## Operations',
    'Made from the API’s description by `node docs/generate-main.ts`.',
    ['| operation | what it does | in the query | answers |', '|---|---|---|---|', ...rows].join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function rowOf(method: Method, path: string, { summary = '', responses = {}, parameters = [] }: Operation): string {
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => `\`${name}\``);
  return `| \`${method.toUpperCase()} ${path}\` | ${summary} | ${query.join(', ')} | ${Object.keys(responses).join(', ')} |`;
}
