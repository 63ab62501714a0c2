import type { ServiceDescription } from './service.ts';
import { brokerNames, type StackLayout } from './stack-layout.ts';

/** Longshore's own programs, by the name under which tests and commands ask for them. */
export type ProgramChoice = 'topics' | 'migrations' | 'images' | 'dispatcher' | 'web' | 'agent';

/** Describes those of Longshore's own programs that are wanted. */
export function describePrograms(layout: StackLayout, wanted: ReadonlySet<string>): ServiceDescription[] {
  void layout;
  void wanted;
  void brokerNames;
  return [];
}
