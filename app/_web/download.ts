const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The headers of a sheet to save under a Chinese name; it stands in no cache. */
export const downloadHeaders = (name: string, format: keyof typeof types) => ({
  'Content-Type': types[format],
  'Content-Disposition': `attachment; filename="export.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
})
