import type { WorkType } from '@longshore/schemas';
import { blockchain } from './blockchain.ts';
import { compute } from './compute.ts';
import { data } from './data.ts';
import { file } from './file.ts';
import type { Handler } from './handler.ts';

/** Who works on what; a type without a handler does not compile. */
export const HANDLERS: { readonly [Type in WorkType]: Handler<Type> } = { compute, file, data, blockchain };
