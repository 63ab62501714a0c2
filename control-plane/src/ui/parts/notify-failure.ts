import { notifications } from '@mantine/notifications';
import { problemOf } from '../api/api-problem.ts';

/**
 * Gives what tells a person that an act failed: why, and what to do.
 *
 * @param title - what did not happen, such as "Not stopped"
 */
export function notifyFailure(title: string): (error: unknown) => void {
  return (error) => {
    const problem = problemOf(error);
    notifications.show({ color: 'red', title, message: `${problem.detail} ${problem.advice ?? ''}` });
  };
}
