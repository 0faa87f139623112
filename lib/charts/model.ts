/** What a chart is drawn from: on screen as SVG, on paper as paths. Points are of a coordinate system with its origin at the top left. */
export type Shape =
  | { kind: 'bar'; x: number; y: number; width: number; height: number }
  | { kind: 'rule'; points: [number, number][] }
  | { kind: 'line'; points: [number, number][] }
  | { kind: 'dot'; x: number; y: number }
  | { kind: 'text'; x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end'; weak?: boolean }
export type Drawing = { title: string; desc: string; width: number; height: number; shapes: Shape[] }
/** A value without a figure, null, is a gap; `text` is what is written at it. */
export type Datum = { label: string; value: number | null; text: string }

const WIDTH = 420
const FONT = 12

/** Bars from left to right, one a line, with their labels before and their figures behind. */
export function barChart(title: string, data: readonly Datum[]): Drawing {
  const [left, right, row] = [112, 48, 24]
  const most = Math.max(1, ...data.map(({ value }) => value ?? 0))
  const shapes = data.flatMap(({ label, value, text }, n): Shape[] => {
    const [y, width] = [n * row, ((value ?? 0) / most) * (WIDTH - left - right)]
    return [
      { kind: 'text', x: left - 8, y: y + row / 2 + FONT / 3, text: shortened(label, 8), anchor: 'end' },
      { kind: 'bar', x: left, y: y + 4, width: round(width), height: row - 8 },
      { kind: 'text', x: round(left + width + 6), y: y + row / 2 + FONT / 3, text, anchor: 'start' },
    ]
  })
  return drawing(title, data, Math.max(row, data.length * row), shapes)
}

/** Columns side by side, as for months. */
export function columnChart(title: string, data: readonly Datum[]): Drawing {
  const most = Math.max(1, ...data.map(({ value }) => value ?? 0))
  return overTime(title, data, most, ({ x, y, value, text, step }) => [
    { kind: 'bar', x: round(x - step * 0.3), y, width: round(step * 0.6), height: round(BOTTOM - y) },
    ...(value ? [{ kind: 'text', x, y: y - 5, text, anchor: 'middle' } as const] : []),
  ])
}

/** A line through the points that there are, against a fixed most; it breaks where a figure is missing. */
export function lineChart(title: string, data: readonly Datum[], most: number): Drawing {
  const points = placesOf(data, most)
  const runs: [number, number][][] = [[]]
  for (const { x, y, value } of points) {
    if (value === null) runs.push([])
    else runs.at(-1)!.push([x, y])
  }
  const chart = overTime(title, data, most, ({ x, y, value, text }) =>
    value === null ? [] : [{ kind: 'dot', x, y }, { kind: 'text', x, y: y - 8, text, anchor: 'middle' } as const],
  )
  const lines = runs.filter((run) => run.length > 1).map((run): Shape => ({ kind: 'line', points: run }))
  return { ...chart, shapes: [...lines, ...chart.shapes] }
}

const [TOP, BOTTOM, HEIGHT] = [26, 150, 172]
type Placed = Datum & { x: number; y: number; step: number }

function overTime(title: string, data: readonly Datum[], most: number, draw: (place: Placed) => Shape[]): Drawing {
  const base: Shape = {
    kind: 'rule',
    points: [
      [0, BOTTOM],
      [WIDTH, BOTTOM],
    ],
  }
  const shapes = placesOf(data, most).flatMap((place): Shape[] => [
    ...draw(place),
    { kind: 'text', x: place.x, y: BOTTOM + 16, text: place.label, anchor: 'middle', weak: true },
  ])
  return drawing(title, data, HEIGHT, [base, ...shapes])
}

function placesOf(data: readonly Datum[], most: number): Placed[] {
  const step = WIDTH / Math.max(1, data.length)
  return data.map((datum, n) => ({
    ...datum,
    step,
    x: round((n + 0.5) * step),
    y: round(BOTTOM - ((datum.value ?? 0) / most) * (BOTTOM - TOP)),
  }))
}

function drawing(title: string, data: readonly Datum[], height: number, shapes: Shape[]): Drawing {
  const said = data.map(({ label, text }) => `${label} ${text}`).join('，')
  return { title, desc: said || '没有数据', width: WIDTH, height, shapes }
}

const round = (n: number) => Math.round(n * 10) / 10
const shortened = (text: string, most: number) => {
  const letters = Array.from(text)
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}
