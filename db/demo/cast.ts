import { surname } from '#lib/formats/mask'
import { makers } from './cast/makers.ts'
import { persons } from './cast/persons.ts'
import { clinics, dealers, movers, packers, partners, publics, schools, shops } from './cast/trades.ts'

const groups = {
  maker: makers,
  packer: packers,
  mover: movers,
  school: schools,
  clinic: clinics,
  public: publics,
  dealer: dealers,
  partner: partners,
  shop: shops,
  person: persons,
}
export type Trade = keyof typeof groups
/** Somebody the story tells of; `work` is what they make or do, `address` how they are spoken of. */
export type Figure = {
  trade: Trade
  name: string
  industry: string
  city: string
  contact: string
  position: string
  work: string
  address: string
}

// The first that fits says how somebody is spoken of.
const TITLES: [RegExp, string][] = [
  [/(先生|女士|老师|校长|院长|秘书长|厂长|科长|部长|主任|车队长)$/, '$1'],
  [/总工程师$/, '总工'],
  [/(总经理|副总|总监|负责人|店主)$/, '总'],
  [/工程师$/, '工'],
  [/(经理|主管)$/, '$1'],
]

/** The whole cast in the order of the lists. */
export const cast: readonly Figure[] = (Object.keys(groups) as Trade[]).flatMap((trade) =>
  groups[trade]
    .trim()
    .split('\n')
    .map((line) => figure(trade, line)),
)

function figure(trade: Trade, line: string): Figure {
  const [name = '', industry = '', city = '', contact = '', position = '', work = ''] = line.split('|')
  return { trade, name, industry, city, contact, work, position: trade === 'person' ? '' : position, address: addressOf(contact, position) }
}

/** 王芳, 采购经理 → 王经理; 欧阳倩, 采购主管 → 欧阳主管. */
export function addressOf(contact: string, position: string): string {
  const [pattern, title] = TITLES.find(([one]) => one.test(position)) ?? [/$/, '老师']
  const [, said = ''] = pattern.exec(position) ?? []
  return surname(contact) + title.replace('$1', said)
}
