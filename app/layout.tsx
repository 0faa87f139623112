import type { Metadata, Viewport } from 'next'
import './globals.css'

export const metadata: Metadata = {
  title: { default: '客户管理综合服务平台', template: '%s · 客户平台' },
  icons: { icon: '/icon.svg' },
  formatDetection: { telephone: false, date: false, address: false, email: false },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f1ec' },
    { media: '(prefers-color-scheme: dark)', color: '#121416' },
  ],
}

const boosted = { 'hx-boost:inherited': 'true' }

export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta name="htmx-config" content='{"includeIndicatorCSS":false,"defaultSettleDelay":0,"defaultTimeout":30000}' />
        <script src="/vendor/htmx.min.js" data-ours="" defer />
        <script src="/kehu.js" data-ours="" defer />
      </head>
      <body {...boosted}>{children}</body>
    </html>
  )
}
