const FULL_CODES = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT', 'EFBIG'])

/** The status an error that nobody caught is shown under: 507 disk full, 503 busy, its own `status`, else 500. */
export function statusOfError(error: unknown): number {
  for (let at = error, depth = 0; isObject(at) && depth < 5; at = at.cause, depth++) {
    const status = statusOfOne(at)
    if (status) return status
  }
  return 500
}

function statusOfOne({ code, status }: { code?: unknown; status?: unknown }) {
  if (typeof code === 'string') {
    if (FULL_CODES.has(code)) return 507
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 503
  }
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined
}

const isObject = (value: unknown): value is { code?: unknown; status?: unknown; cause?: unknown } =>
  typeof value === 'object' && value !== null
