import type { ApiOperations } from '../generated/api.ts';

type Any = keyof ApiOperations;

/** What can be asked, by method and path, and answers in JSON or with nothing. */
export type ApiOperation = {
  [Operation in Any]: ApiOperations[Operation] extends { answer: unknown } ? Operation : never;
}[Any];

/** What answers with a text that may be long, or never end. */
export type ApiTextOperation = Exclude<Any, ApiOperation>;

type Part<Operation extends Any, Name extends string> =
  ApiOperations[Operation] extends Record<Name, infer Found> ? Found : undefined;

type Filled<Path extends string> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Path;

type AddressOf<Operation extends string> = Operation extends `${string} ${infer Path}` ? Filled<Path> : never;

/** A path with something in the place of its braces: `/jobs/7/stop`. Of what stands there nothing is known. */
export type ApiAddress = AddressOf<Any>;

type FitsAt<
  Operation extends string,
  Method extends string,
  Path extends string,
> = Operation extends `${Method} ${infer Template}`
  ? [Filled<Template>, Path] extends [Path, Filled<Template>]
    ? Operation
    : never
  : never;

/** The operation at a path whose braces are filled in; never: the API has none there. */
export type ApiOperationAt<Method extends string, Path extends string> = Path extends string
  ? FitsAt<ApiOperation, Method, Path>
  : never;

/** What stands in the braces of an operation's path; undefined: it has none. */
export type ApiPath<Operation extends Any> = Part<Operation, 'path'>;

/** What an operation can be asked with after the `?`; undefined: nothing. */
export type ApiQuery<Operation extends Any> = Part<Operation, 'query'>;

/** What an operation takes as its body; undefined: nothing. */
export type ApiBody<Operation extends Any> = Part<Operation, 'body'>;

/** What an operation answers in JSON; null: nothing. */
export type ApiAnswer<Operation extends ApiOperation> = Part<Operation, 'answer'>;

type Given<Name extends string, Value> = undefined extends Value
  ? { [Key in Name]?: undefined }
  : Partial<Value> extends Value
    ? { [Key in Name]?: Value | undefined }
    : { [Key in Name]: Value };

/** Everything that an operation is asked with, and nothing that it does not know. */
export type ApiQuestion<Operation extends Any> = Given<'path', ApiPath<Operation>> &
  Given<'query', ApiQuery<Operation>> &
  Given<'body', ApiBody<Operation>>;
