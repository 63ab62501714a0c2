/** Whether this page still counts as signed in, as far as it knows. Until somebody says otherwise, it does. */
export type Standing = 'in' | 'out';

const listeners = new Set<(standing: Standing) => void>();
let standing: Standing = 'in';

function tell(next: Standing): void {
  standing = next;
  for (const listener of listeners) listener(next);
}

/** Notes that the control plane did not know who asks. Told to every listener each time. */
export function sessionEnded(): void {
  tell('out');
}

/** Notes that the control plane knows who asks, again. */
export function sessionStands(): void {
  if (standing === 'out') tell('in');
}

/** For `useSyncExternalStore`, and for whoever acts on it. */
export const standingStore = {
  subscribe(listener: (standing: Standing) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Standing => standing,
};
