/** What a figure must reach (quality 1); `least` or `most`. */
export type Bar = { of: 'cpuMs' | 'p95' | 'perSecond' | 'bytes' | 'value'; most?: number; least?: number }
export type Verdict = 'ok' | 'over' | undefined

const KB = 1024
export const bars = {
  listCpu: { of: 'cpuMs', most: 5 },
  listPerSecond: { of: 'perSecond', least: 200 },
  anyList: { of: 'p95', most: 60 },
  archiveCpu: { of: 'cpuMs', most: 8 },
  create: { of: 'perSecond', least: 300 },
  firstVisit: { of: 'value', most: 45 * KB },
  page: { of: 'bytes', most: 12 * KB },
  stall: { of: 'value', most: 100 },
  reportSeconds: { of: 'value', most: 5 },
  tierSeconds: { of: 'value', most: 20 },
  importSeconds: { of: 'value', most: 30 },
  importOthers: { of: 'value', most: 500 },
  memory: { of: 'value', most: 400 },
  start: { of: 'value', most: 3000 },
} satisfies Record<string, Bar>

/** Whether a figure reaches its bar; undefined where it was not measured. */
export function holds({ most, least }: Bar, figure: number | undefined): Verdict {
  if (figure === undefined || Number.isNaN(figure)) return undefined
  return (most === undefined || figure <= most) && (least === undefined || figure >= least) ? 'ok' : 'over'
}

export const inWords = ({ of, most, least }: Bar) => `${of === 'value' ? '' : `${of} `}${most === undefined ? `>= ${least}` : `<= ${most}`}`
