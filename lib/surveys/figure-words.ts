import { barChart } from '../charts/model.ts'
import type { FigureSection } from '../tickets/figure-words.ts'
import { DETRACTS, LOW, PROMOTES } from './answers.ts'
import { cell, count, EMPTY, meanWords, npsWords } from './figure-cells.ts'
import { monthSection, tierSection } from './figure-lines.ts'
import type { Figures } from './figures.ts'
import type { Question } from './model.ts'

/** The results part by part; the code of a figure is the query that finds the answers behind it. */
export const sectionsOf = (figures: Figures, dimensions: readonly string[]): FigureSection[] =>
  [
    dimensionSection(figures),
    spreadSection(figures),
    ...choiceSections(figures),
    recommendSection(figures),
    tierSection(figures, dimensions),
    monthSection(figures, dimensions),
  ].filter((section) => section !== undefined)

function dimensionSection({ dimensions }: Figures): FigureSection | undefined {
  if (dimensions.length === 0) return undefined
  return {
    id: 'dimensions',
    title: '各维度平均分',
    note: '1 至 5 分',
    drawings: [
      barChart(
        '各维度平均分',
        dimensions.map(({ dimension, mean }) => ({ label: dimension || '其他', value: mean, text: meanWords(mean) })),
      ),
    ],
    table: {
      heads: [{ label: '维度' }, { label: '平均分', num: true }, { label: '答复（份）', num: true }, { label: '低分（份）', num: true }],
      rows: dimensions.map(({ dimension, mean, count: n, low }) => ({
        id: dimension || 'none',
        cells: [
          cell(dimension || '其他'),
          cell(meanWords(mean), { dimension }),
          cell(count(n), { dimension }),
          cell(count(low), { dimension, max: LOW }),
        ],
      })),
    },
    empty: EMPTY,
  }
}

function spreadSection({ spreads }: Figures): FigureSection | undefined {
  const scales = spreads.filter(({ question }) => question.kind === 'scale')
  if (scales.length === 0) return undefined
  return {
    id: 'spread',
    title: '评分分布',
    table: {
      heads: [{ label: '题目' }, ...[1, 2, 3, 4, 5].map((mark) => ({ label: `${mark} 分`, num: true })), { label: '平均分', num: true }],
      rows: scales.map(({ question, counts, mean }) => ({
        id: String(question.id),
        cells: [
          cell(question.text),
          ...counts.map((n, at) => cell(count(n), { question: question.id, min: at + 1, max: at + 1 })),
          cell(meanWords(mean), { question: question.id }),
        ],
      })),
    },
    empty: EMPTY,
  }
}

const choiceSections = ({ spreads }: Figures): FigureSection[] =>
  spreads
    .filter(({ question }) => question.kind === 'choice')
    .map(({ question, counts, count: all }) => ({
      id: `choice-${question.id}`,
      title: question.text,
      drawings: [
        barChart(
          question.text,
          question.options.map((label, at) => ({ label, value: counts[at] ?? 0, text: count(counts[at] ?? 0) })),
        ),
      ],
      table: {
        heads: [{ label: '选项' }, { label: '答复（份）', num: true }, { label: '占比', num: true }],
        rows: question.options.map((label, at) => ({
          id: label,
          cells: [
            cell(label),
            cell(count(counts[at] ?? 0), { question: question.id, min: at + 1, max: at + 1 }),
            cell(all === 0 ? '-' : `${(((counts[at] ?? 0) / all) * 100).toFixed(1)}%`, { question: question.id, min: at + 1, max: at + 1 }),
          ],
        })),
      },
      empty: EMPTY,
    }))

function recommendSection({ promoters }: Figures): FigureSection | undefined {
  if (promoters.length === 0) return undefined
  const between = (question: Question, min: number, max: number) => ({ question: question.id, min, max })
  return {
    id: 'recommend',
    title: '推荐意愿',
    note: `净推荐值 = 推荐者（${PROMOTES} 至 10 分）占比 − 贬损者（0 至 ${DETRACTS} 分）占比`,
    table: {
      heads: [
        { label: '题目' },
        { label: '推荐者', num: true },
        { label: '中立者', num: true },
        { label: '贬损者', num: true },
        { label: '净推荐值', num: true },
      ],
      rows: promoters.map(({ question, nps, ...n }) => ({
        id: String(question.id),
        cells: [
          cell(question.text),
          cell(count(n.promoters), between(question, PROMOTES, 10)),
          cell(count(n.passives), between(question, DETRACTS + 1, PROMOTES - 1)),
          cell(count(n.detractors), between(question, 0, DETRACTS)),
          cell(npsWords(nps), between(question, 0, 10)),
        ],
      })),
    },
    empty: EMPTY,
  }
}
