import type { ApiDocument, DescribedOperation, Parameter, Shape } from './api-document.ts';
import { partsOf } from './shape-words.ts';

/** What is sent or answered, in one form. */
export interface Content {
  media: string;
  shape: Shape;
  example?: unknown;
}

/** One operation of the API, as the reference tells it. */
export interface Operation {
  /** Stands behind # in the address of the page. */
  id: string;
  method: string;
  path: string;
  summary: string;
  /** What the API calls the thing that it is about. */
  noun: string;
  permission: string;
  parameters: readonly Parameter[];
  body: Content | null;
  /** Names of what can be sent: parameters, and fields of the body. */
  fields: readonly string[];
  answer: { status: string; contents: readonly Content[] };
  refusals: readonly { status: string; words: string }[];
}

/** Operations about one kind of thing. */
export interface Noun {
  noun: string;
  operations: readonly Operation[];
}

const contentsOf = (content: NonNullable<DescribedOperation['requestBody']>['content'] = {}): Content[] =>
  Object.entries(content).map(([media, { schema, example }]) => ({ media, shape: schema, example }));

const isRefusal = (status: string) => !status.startsWith('2');

/** Every operation of the API, in the order of its description. */
export function readOperations(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, described]): Operation => {
      const responses = Object.entries(described.responses);
      const [status, done] = responses.find(([status]) => !isRefusal(status)) ?? ['', { description: '' }];
      const body = contentsOf(described.requestBody?.content)[0] ?? null;
      const parts = body === null ? [] : partsOf(body.shape, document.components.schemas);
      return {
        id: described.operationId,
        method: method.toUpperCase(),
        path,
        summary: described.summary,
        noun: described.tags[0],
        permission: described['x-longshore-permission'],
        parameters: described.parameters,
        body,
        fields: [
          ...described.parameters.map(({ name }) => name),
          ...parts.flatMap(({ properties = {} }) => Object.keys(properties)),
        ],
        answer: { status, contents: contentsOf(done.content) },
        refusals: responses
          .filter(([status]) => isRefusal(status))
          .map(([status, { description }]) => ({ status, words: description })),
      };
    }),
  );
}

/** Operations by what they are about, in the order in which the nouns come first. */
export function byNoun(operations: readonly Operation[]): Noun[] {
  return [...new Set(operations.map(({ noun }) => noun))].map((noun) => ({
    noun,
    operations: operations.filter((operation) => operation.noun === noun),
  }));
}

/** The operations in which all words stand, whether in method and path, in what is said of them, or in the names of what is sent. */
export function findOperations(operations: readonly Operation[], words: string): Operation[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...operations];
  return operations.filter(({ id, method, path, summary, noun, permission, fields }) => {
    const text = [`${method} ${path}`, id, summary, noun, permission, ...fields].join('\n').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
