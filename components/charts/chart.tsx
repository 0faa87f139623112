import type { Drawing, Shape } from '#lib/charts/model'

/** A chart drawn on the server; its numbers stand in a table beside it. `id` is unique on the page. */
export function Chart({ id, drawing: { title, desc, width, height, shapes } }: { id: string; drawing: Drawing }) {
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {shapes.map((shape) => (
        <Mark key={JSON.stringify(shape)} shape={shape} />
      ))}
    </svg>
  )
}

function Mark({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case 'bar':
      return <rect className="bar" x={shape.x} y={shape.y} width={shape.width} height={shape.height} />
    case 'dot':
      return <circle className="bar" cx={shape.x} cy={shape.y} r={3} />
    case 'text':
      return (
        <text className={shape.weak ? 'weak' : undefined} x={shape.x} y={shape.y} textAnchor={shape.anchor}>
          {shape.text}
        </text>
      )
    default:
      return <polyline className={shape.kind} points={shape.points.map((point) => point.join(',')).join(' ')} />
  }
}
