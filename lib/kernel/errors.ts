const TROUBLE = /^(SQLITE_(BUSY|LOCKED|FULL|IOERR)|ENOSPC|EDQUOT|EFBIG)/
/** The disk is full or another holds the lock: nothing was written, and reading goes on. */
export const isStorageTrouble = (error: unknown) => TROUBLE.test(String((error as { code?: unknown } | null)?.code ?? ''))

/** Something the person can understand and act on; anything else is a bug and bubbles up. */
export class Refusal extends Error {}

export class Forbidden extends Refusal {
  /** A page that did not ask beforehand is answered with this. */
  readonly status = 403
  readonly permission: string
  constructor(permission: string) {
    super(`没有权限：${permission}`)
    this.permission = permission
  }
}

/** Not there, or not within reach: the same answer for both. */
export class Missing extends Refusal {
  readonly what: string
  constructor(what: string) {
    super(`找不到${what}`)
    this.what = what
  }
}

/** The row has moved on since the person read it, or its state does not allow the deed. */
export class Conflict extends Refusal {}

/** A refusal that belongs to one field of the form. */
export class Unfit extends Refusal {
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}
