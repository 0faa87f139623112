import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

/** A real browser: the system's where there is one, else the one in the package. */
export async function openBrowser(): Promise<Browser> {
  const system = [process.env.CHROMIUM, ...installed].find((path) => path && existsSync(path))
  // Where no language is set, Chromium cannot read a file whose name is Chinese.
  const env = { ...process.env, LANG: 'C.UTF-8' } as Record<string, string>
  if (system) return chromium.launch({ executablePath: system, args: quiet, env })
  const { default: packed } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...quiet], env })
}

/** Signs in by the page, as a person does. */
export async function enter(page: Page, base: string, login: string, password: string) {
  await page.goto(`${base}/login`)
  await page.locator('[name=login]').fill(login)
  await page.locator('[name=password]').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
}

/** What a page tells its console: nothing is what is expected. */
export function complaintsOf(page: Page) {
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) heard.push(message.text())
  })
  return heard
}
