/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  compress: false, // the front door compresses
  images: { unoptimized: true },
  htmlLimitedBots: /.*/, // no streamed metadata: the title stands in the head
  // Loaded once by Node. Bundled, a package is copied into every group of pages, and each copy warms up by itself.
  serverExternalPackages: [
    'drizzle-orm',
    'zod',
    'next-auth',
    'csv-parse',
    'csv-stringify',
    'fflate',
    'busboy',
    'better-sqlite3',
    '@node-rs/argon2',
    'pdfkit',
    'pino',
    'node-cron',
    'pinyin-pro',
    'read-excel-file',
    'write-excel-file',
  ],
  typescript: { ignoreBuildErrors: true }, // `npm run check` and the tests do it
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '1mb' } },
}
