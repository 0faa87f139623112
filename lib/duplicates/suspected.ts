import { Refusal } from '../kernel/errors.ts'
import type { Hit } from './model.ts'

/** Nothing was saved, because this may stand there already: what was found, and the mark that says "not the same". The message is for the record. */
export class Suspected extends Refusal {
  readonly hits: Hit[]
  /** Empty where somebody only looked. */
  readonly mark: string
  /** The field that says it, where there is nothing to decide: the database itself would refuse. */
  readonly field: string | undefined
  constructor(message: string, hits: Hit[], { mark = '', field }: { mark?: string; field?: string } = {}) {
    super(message)
    this.hits = hits
    this.mark = mark
    this.field = field
  }
}
