/** The headers of a report to save under a Chinese name; it stands in no cache. */
export const reportHeaders = (name: string, type: string, bytes: number) => ({
  'Content-Type': type,
  'Content-Length': String(bytes),
  'Content-Disposition': `attachment; filename="report.${name.split('.').at(-1)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
})
