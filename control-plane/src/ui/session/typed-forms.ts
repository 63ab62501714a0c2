/** Something that is typed into, and may have gone from the page since. */
type Form = Pick<Element, 'isConnected'>;

/** Where somebody has typed something that was not sent yet, as far as the page can know: forms and dialogs that still stand. */
export class TypedForms {
  readonly #forms = new Set<Form>();

  add(form: Form): void {
    this.#forms.add(form);
  }

  /** Whether leaving the page would lose words. */
  stand(): boolean {
    for (const form of this.#forms) {
      if (!form.isConnected) this.#forms.delete(form);
    }
    return this.#forms.size > 0;
  }
}

/** Notes from now on what is typed into. @returns what is known of it, and stops noting */
export function watchTyping(document: Document): { forms: TypedForms; stop: () => void } {
  const forms = new TypedForms();
  const note = ({ target }: Event) => {
    const form = target instanceof Element ? target.closest('form, [role="dialog"]') : null;
    if (form !== null) forms.add(form);
  };
  document.addEventListener('input', note, true);
  return { forms, stop: () => document.removeEventListener('input', note, true) };
}
