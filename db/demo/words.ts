import { pinyinOf } from '#lib/formats/pinyin'
import type { Trade } from './cast.ts'
import type { Opened, Told } from './deed.ts'
import type { Dice } from './dice.ts'
import { type Good, shelves } from './goods.ts'
import type { Beat } from './tales/beat.ts'
import type { Thread } from './threads.ts'
import type { Sale } from './timeline.ts'

const SOURCES: [string, string][] = [
  ['展会推广', '展会'],
  ['展会推广', '展会'],
  ['展会推广', '展会'],
  ['转介绍', '老客户介绍'],
  ['转介绍', '老客户介绍'],
  ['线上咨询', '官网咨询'],
  ['主动拜访', '上门拜访'],
  ['主动拜访', '上门拜访'],
  ['搜索引擎', '网上搜索'],
  ['电话咨询', '来电咨询'],
  ['渠道拓展', '渠道引荐'],
  ['市场活动', '市场活动'],
  ['线上广告', '线上广告'],
  ['公众号/视频号', '公众号'],
  ['招投标', '招标公告'],
]

/** What stays the same about one figure through the whole story, for texts and archive. */
export type Manner = {
  source: string
  words: Record<string, string>
  important: boolean
  potential: Opened['potential']
  main: Good
  supply: Good | undefined
}

/** Draws what a figure presses, looks at and came by. */
export function mannerOf({ figure, course }: Thread, dice: Dice): Manner {
  const shelf = shelves[figure.trade]
  const [source, said] = figure.trade === 'public' ? (['招投标', '招标公告'] as const) : dice.pick(SOURCES)
  const keen = course === 'talking' ? 0.35 : course === 'regular' || course === 'won' ? 0.2 : 0.05
  const potential = dice.chance(keen) ? 'A' : dice.chance(0.62) ? 'B' : dice.chance(0.8) ? 'C' : null
  const main = dice.pick(shelf.mains)
  const supply = shelf.supplies.length > 0 ? dice.pick(shelf.supplies) : undefined
  const words = {
    人: figure.address,
    物: figure.work,
    城: figure.city,
    源: said,
    痛: dice.pick(shelf.pains),
    机: main.name,
    耗: (supply ?? main).name,
    量: '',
  }
  return {
    source,
    words,
    important: figure.trade !== 'person' && potential !== 'C' && (course === 'regular' || course === 'won') && dice.chance(0.42),
    potential,
    main,
    supply,
  }
}

/** A beat put into words; none that this figure has heard before, as long as there are others. */
export function toldOf(beat: Beat, manner: Manner, sale: Sale | undefined, heard: Set<string>, dice: Dice): Omit<Told, 'occurredAt'> {
  const fresh = beat.says.filter((text) => !heard.has(text))
  const text = dice.pick(fresh.length > 0 ? fresh : beat.says)
  heard.add(text)
  const [content = '', feedback = ''] = filled(text, { ...manner.words, ...boughtWords(sale) }).split('|')
  return { method: beat.method, contentType: beat.type, content, feedback }
}

/** What the next step is called, in the words of this figure. */
export const titleOf = (titles: readonly string[] | undefined, { words }: Manner, dice: Dice) =>
  filled(dice.pick(titles?.length ? titles : LATER), words)

/** Next steps that fit any day. */
export const LATER = ['电话问候，了解近况', '按计划回访{人}', '约时间再聊一次', '问问{物}的近况']
const boughtWords = (sale: Sale | undefined): Record<string, string> =>
  sale ? { 耗: sale.good.name, 量: `${sale.quantity} ${sale.good.unit}` } : {}
// One space between Chinese and Latin, wherever a name was put in.
const filled = (text: string, words: Record<string, string>) =>
  text
    .replace(/\{(.)\}/g, (_, key: string) => words[key] ?? '')
    .replace(/(?<=[A-Za-z0-9])(?=\p{Script=Han})|(?<=\p{Script=Han})(?=[A-Za-z0-9])/gu, ' ')

const NOTES = [
  '重点跟进意向客户',
  '决策人还有技术总监',
  '偏好微信联系，上午开会不接电话',
  '{人}喜欢喝茶，聊工艺很投入',
  '账期要求月结 60 天',
  '{人}关注孩子教育',
  '付款流程较长，需提前准备材料',
  '厂区停车要先报车牌',
  '对交付速度最敏感',
  '可以介绍同园区的企业',
]

const LARGE: Trade[] = ['maker', 'packer', 'mover', 'school']

/** What the archive is opened with: obviously invented numbers and addresses (nobody is to be reached by them). */
export function openedOf({ figure, index }: Thread, { source, words, potential }: Manner, dice: Dice): Opened {
  const company = figure.trade !== 'person'
  const headcount = company
    ? dice.pick(LARGE.includes(figure.trade) ? [46, 60, 85, 120, 160, 200, 260, 340, 480, 750, 1200] : [5, 8, 12, 18, 26, 35, 52])
    : null
  const place = dice.pick(['高新区', '经开区', '工业园区', '科技园'])
  return {
    type: company ? 'company' : 'person',
    name: figure.name,
    contact: figure.contact,
    phone: phoneAt(index),
    email: dice.chance(0.6)
      ? `${pinyinOf(figure.contact, { surname: true }).initials}${index + 1}@${dice.pick(['example.com', 'example.cn'])}`
      : '',
    position: figure.position,
    industry: figure.industry,
    source,
    level: 'normal',
    potential,
    address: company ? `${figure.city}市${place}示例路 ${dice.int(1, 299)} 号` : '',
    note: dice.chance(0.45) ? filled(dice.pick(NOTES), words) : '',
    headcount,
    revenueWan: headcount ? headcount * dice.int(18, 60) : null,
    tags: company && potential ? `[${words.痛}]-[${words.机}]-[${potential}类]` : '',
  }
}

/** 13000000001 and so on; every seventeenth has a 400 number. */
export const phoneAt = (index: number) =>
  index % 17 === 16 ? `400-000-${String(index + 1).padStart(4, '0')}` : `130${String(index + 1).padStart(8, '0')}`
