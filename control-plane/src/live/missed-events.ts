import { newId } from '@longshore/schemas';
import { PAGE_SUBJECTS, type PageSubject } from '../database/channels.ts';

/** So many changes are remembered: minutes of them at the rate at which they are told. */
const REMEMBERED_MAX = 4_096;

interface Remembered {
  number: number;
  subjects: readonly PageSubject[];
}

/**
 * Numbers what is told to pages and remembers the last of it, so that one who was away is told what it missed. Each
 * process has its own numbers: who comes from another one, or was away for too long, may have missed anything.
 */
export class MissedEvents {
  readonly #process = newId();
  #number = 0;
  readonly #remembered: Remembered[] = [];

  /** The id of the last event that was told. */
  get lastId(): string {
    return `${this.#process}.${this.#number}`;
  }

  /** Notes that these were told of, and returns the event's id. */
  told(subjects: readonly PageSubject[]): string {
    if (subjects.length > 0) {
      this.#number += 1;
      this.#remembered.push({ number: this.#number, subjects });
      if (this.#remembered.length > REMEMBERED_MAX) this.#remembered.shift();
    }
    return this.lastId;
  }

  /** What changed since an event; everything where that is not known. */
  since(id: string | null): PageSubject[] {
    const at = id?.lastIndexOf('.') ?? -1;
    const number = Number(id?.slice(at + 1));
    const oldest = this.#number - this.#remembered.length;
    const known = id?.slice(0, Math.max(0, at)) === this.#process && number >= oldest && number <= this.#number;
    if (!known) return [...PAGE_SUBJECTS];
    const missed = this.#remembered.slice(number - oldest).flatMap(({ subjects }) => subjects);
    return PAGE_SUBJECTS.filter((subject) => missed.includes(subject));
  }
}
