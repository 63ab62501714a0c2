/** Kitchens whose rows are to be written: some at once, since others wait for them, the rest when it is time. */
export class KitchenChanges {
  /** All of them. */
  readonly #changed = new Set<string>();
  readonly #urgent = new Set<string>();

  touch(kitchenId: string, urgent: boolean): void {
    this.#changed.add(kitchenId);
    if (urgent) this.#urgent.add(kitchenId);
  }

  forget(kitchenId: string): void {
    this.#changed.delete(kitchenId);
    this.#urgent.delete(kitchenId);
  }

  /** @returns those whose rows are written now, and so none of the changed ones any more */
  take(which: 'urgent' | 'all'): string[] {
    const taken = [...(which === 'all' ? this.#changed : this.#urgent)];
    for (const id of taken) this.forget(id);
    return taken;
  }
}
