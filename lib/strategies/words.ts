/** 2026 年第 4 季度 for 2026-Q4. */
export function periodWords(period: string): string {
  const [year, part = ''] = period.split('-')
  if (period === 'once') return '一次'
  if (part === '') return `${year} 年`
  if (part.startsWith('W')) return `${year} 年第 ${Number(part.slice(1))} 周`
  if (part.startsWith('Q')) return `${year} 年第 ${part.slice(1)} 季度`
  if (part.startsWith('H')) return `${year} 年${part === 'H1' ? '上' : '下'}半年`
  return `${year} 年 ${Number(part)} 月`
}
