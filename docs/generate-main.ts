import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPages } from './source/generated-pages.ts';

/** Writes the pages that are made from the code: `node docs/generate-main.ts`. */
for (const [name, text] of Object.entries(generatedPages())) writeFileSync(join(import.meta.dirname, name), text);
