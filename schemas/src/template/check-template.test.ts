import { describe, expect, it } from 'vitest';
import { generatorSchema } from '../job-spec/generator-job.ts';
import { checkTemplate } from './check-template.ts';

const problemsOf = (template: Record<string, string>) =>
  checkTemplate(template).map(({ field, problem }) => [field, problem]);

describe('checking a template', () => {
  it('finds nothing wrong with the one that a job has unless it names another', () => {
    expect(problemsOf(generatorSchema.parse({}).template)).toEqual([]);
  });

  it('names every field that the generator would refuse, with what is close to it', () => {
    const problems = problemsOf({
      name: 'person.fulName',
      city: 'location.city',
      age: 'number.int({"min":9,"max":1})',
      note: '{{person.firstName',
    });
    expect(problems.map(([field]) => field)).toEqual(['name', 'age', 'note']);
    expect(problems[0]?.[1]).toContain('unknown method "person.fulName"; close to it: person.fullName');
    expect(problems[1]?.[1]).toContain('faker refused it');
    expect(problems[2]?.[1]).toContain('without its partner');
  });

  it('refuses a value that no record could hold', () => {
    expect(problemsOf({ long: 'string.alpha(300000)' })[0]?.[1]).toContain('300000 characters');
  });

  it('lets its caller end a call that takes too long', () => {
    const problems = checkTemplate({ slow: 'string.alpha(1e9)' }, () => {
      throw new Error('it took too long');
    });
    expect(problems[0]?.problem).toContain('it took too long');
  });
});
