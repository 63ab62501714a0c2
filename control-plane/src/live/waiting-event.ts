import type { StreamEvent } from './event-hub.ts';

/**
 * What a client is to be told as soon as it takes something again: however long it reads nothing, and however much
 * changes meanwhile, it is one event.
 */
export class WaitingEvent {
  #event: StreamEvent | null = null;

  add(event: StreamEvent): void {
    const before = this.#event;
    if (before === null) {
      this.#event = event;
      return;
    }
    const subjects = [...new Set([...before.subjects, ...event.subjects])];
    // Who has not been greeted yet is to be greeted first; a beat says less than a change.
    const type = before.type === 'beat' ? event.type : before.type;
    this.#event = { ...event, type, subjects };
  }

  /** Takes it away; null when there is none. */
  take(): StreamEvent | null {
    const event = this.#event;
    this.#event = null;
    return event;
  }
}
