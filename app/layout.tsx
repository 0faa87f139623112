import type { Metadata, Viewport } from 'next'
import './globals.css'

// Only what differs from page to page goes the framework's way; the rest stands in the head.
export const metadata: Metadata = { title: { default: '客户管理综合服务平台', template: '%s · 客户平台' } }
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

const boosted = { 'hx-boost:inherited': 'true' }

export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta name="theme-color" content="#f3f1ec" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#121416" media="(prefers-color-scheme: dark)" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <link rel="icon" href="/icon.svg" />
        <meta name="htmx-config" content='{"includeIndicatorCSS":false,"defaultSettleDelay":0,"defaultTimeout":30000}' />
        <script src="/vendor/htmx.min.js" data-ours="" defer />
        <script src="/kehu.js" data-ours="" defer />
      </head>
      <body {...boosted}>{children}</body>
    </html>
  )
}
