import type { WorkType } from '@longshore/schemas';
import { capitalised } from '../words/sentence.ts';

/** What a type is called where a line begins with it. */
export const typeWord = (type: WorkType): string => capitalised(type);
