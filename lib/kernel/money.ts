const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Integer 分 as 1,234.50; the unit stands in the column head. */
export const formatFen = (fen: number) => yuan.format(fen / 100)

/** Thousandths of a unit as a plain number: 1500 is 1.5. */
export const formatMilli = (milli: number) => (milli / 1000).toLocaleString('zh-CN', { maximumFractionDigits: 3 })
