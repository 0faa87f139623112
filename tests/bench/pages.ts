import { type Ask, deep, filters, type Known, labelled, pairs, pathOf, searches, sorts } from './asks.ts'
import { bars } from './bars.ts'
import type { Page } from './measure.ts'

export type People = Record<'admin' | 'manager' | 'sales' | 'head' | 'engineer', string>

// So many pages a list is turned through.
const PAGES = 200

/** Every page that is measured but those of tickets, by group; `people` are the cookies of those who ask. */
export function pagesOf(known: Known, people: People, customers: number): Page[] {
  const as = (who: keyof People) => ({ who, cookie: people[who] })
  const page = (group: string, name: string, path: string, who: keyof People, more: Partial<Page> = {}): Page => ({
    group,
    name,
    path,
    ...as(who),
    ...more,
  })
  const asked = (group: string, asks: Ask[], who: keyof People = 'admin') =>
    asks.map((one) => page(group, one.name, pathOf(one), who, { bars: [bars.anyList] }))
  const afresh = { thorough: true, bars: [bars.listCpu, bars.listPerSecond, bars.anyList, bars.page] }
  const first = { ...afresh, again: true }
  const archive = [bars.archiveCpu, bars.anyList, bars.page]
  const list = { bars: [bars.anyList] }
  return [
    page('list', 'first page', '/customers', 'admin', first),
    page('list', 'first page', '/customers', 'manager', first),
    page('list', 'first page', '/customers', 'sales', first),
    page('list', 'first page, each made afresh', '/customers', 'admin', afresh),
    page('list', 'first page, each made afresh', '/customers', 'manager', afresh),
    page('list', 'first page, each made afresh', '/customers', 'sales', afresh),
    page('list', 'turned through', '/customers?page=…', 'admin', {
      ...afresh,
      bars: list.bars,
      each: (n) => `/customers?page=${1 + (n % PAGES)}`,
    }),
    ...asked('filters', filters(known)),
    ...asked('filters', filters(known), 'manager'),
    ...asked('pairs', pairs(known)),
    ...asked('sorts', sorts(known)),
    ...asked(
      'sorts',
      sorts(known).filter(({ query }) => Object.keys(query).length === 2),
      'manager',
    ),
    ...asked(
      'sorts',
      sorts(known).filter(({ query }) => Object.keys(query).length === 2),
      'sales',
    ),
    ...(['admin', 'manager', 'sales'] as const).flatMap((who) => asked('labels', labelled(known), who)),
    ...asked('search', searches(known)),
    ...asked('search', searches(known), 'sales'),
    ...asked('deep', deep(customers)),
    ...[known.archive, known.busy].flatMap((id, at) => {
      const name = at === 0 ? 'with timeline' : 'the longest timeline'
      return [
        page('archive', name, `/customers/${id}`, 'admin', { ...first, bars: archive }),
        page('archive', `${name}, each made afresh`, `/customers/${id}`, 'admin', { ...afresh, bars: archive }),
      ]
    }),
    page('archive', 'one after another', '/customers/…', 'admin', {
      ...afresh,
      bars: archive,
      each: (n) => `/customers/${known.archives[n % known.archives.length]}`,
    }),
    ...carePages(known).flatMap(([name, path]) =>
      (['admin', 'manager', 'sales'] as const).map((who) => page('care', name, path, who, list)),
    ),
    page('care', 'files of one', `/customers/${known.archive}/files`, 'admin', list),
    ...overseen.flatMap(([name, path]) => (['admin', 'manager'] as const).map((who) => page('care', name, path, who, list))),
    page('desk', 'workbench', '/', 'sales', { thorough: true, bars: [bars.anyList, bars.page] }),
    page('desk', 'workbench', '/', 'manager', { thorough: true, bars: [bars.anyList, bars.page] }),
    page('desk', 'workbench of the team', '/?person=0', 'manager', list),
    page('desk', 'workbench of everyone', '/?person=0', 'admin', list),
    ...['open', 'overdue', 'today', 'soon', 'later', 'undated', 'done'].flatMap((show) =>
      (['sales', 'admin'] as const).map((who) => page('desk', `to-dos: ${show}`, `/todos?show=${show}`, who, list)),
    ),
    page('desk', 'to-dos: of one person', `/todos?person=${known.owner}`, 'manager', list),
    page('desk', 'to-dos: page 100', '/todos?page=100', 'admin', list),
    ...followUpPages(known).flatMap(([name, path]) =>
      (['admin', 'manager', 'sales'] as const).map((who) => page('desk', `follow-ups: ${name}`, path, who, list)),
    ),
    page('desk', 'new customer', '/customers/new', 'sales'),
    { group: 'desk', name: 'sign-in page', path: '/login', who: 'nobody' },
  ]
}

// What keeps archives true, single and in good hands.
function carePages({ rareName }: Known): [string, string][] {
  return [
    ['not touched this month', '/customers/untouched'],
    ['never verified', '/customers/verification'],
    ['verified too long ago', '/customers/verification?show=faded'],
    ['is it there already', `/customers/check?name=${encodeURIComponent(rareName)}`],
    ['collaboration', '/collaborations'],
    ['hand-overs', '/handovers'],
  ]
}

const overseen: [string, string][] = [
  ['suspected pairs', '/customers/duplicates'],
  ['signs of padding', '/customers/signs'],
]

function followUpPages({ owner, since, rareName }: Known): [string, string][] {
  return [
    ['all', '/follow-ups'],
    ['oldest first', '/follow-ups?sort=occurredAt&dir=asc'],
    ['page 100', '/follow-ups?page=100'],
    ['method=visit', '/follow-ups?method=visit'],
    ['method=other', '/follow-ups?method=other'],
    ['one person', `/follow-ups?person=${owner}`],
    ['late ones', '/follow-ups?late=1'],
    ['since a day', `/follow-ups?at_from=${since}`],
    ['one method of one person', `/follow-ups?method=other&person=${owner}`],
    ['q: a name', `/follow-ups?q=${encodeURIComponent(rareName)}`],
    ['q: common', `/follow-ups?q=${encodeURIComponent('科技')}`],
  ]
}
