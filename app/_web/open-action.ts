import type { FormAction } from '#components/ui/form'

/** An action at the threshold: it says itself who may come in, because nobody is signed in yet or any longer. */
export const openAction =
  (work: FormAction): FormAction =>
  async (state, form) =>
    work(state, form)
