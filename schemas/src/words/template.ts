import type { JobTemplateSummary } from '../api/templates.ts';
import { GENERATOR_IMAGE } from '../job-spec/generator-job.ts';

/** What a template runs, in a few words, with what it leaves open: `tool:1, topic people`, `records, topic left open`. */
export function templateWords({ kind, image, topic }: Pick<JobTemplateSummary, 'kind' | 'image' | 'topic'>): string {
  if (kind === 'data-generator') {
    const records = topic === null ? 'records, topic left open' : `records into ${topic}`;
    return image === null || image === GENERATOR_IMAGE ? records : `${records}, by ${image}`;
  }
  const program = image ?? 'image left open';
  return topic === null ? program : `${program}, topic ${topic}`;
}
