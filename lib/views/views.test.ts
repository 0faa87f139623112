import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { auditChanges } from '#db/schema/audit'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { aUser } from '#tests/factories'
import { standardColumns } from '../customers/labels.ts'
import { arrangeColumns, createView, removeView, renameView } from './commands.ts'
import { MOST_VIEWS } from './model.ts'
import { columnsOf, findOwnView, listViews } from './queries.ts'

const view = { page: 'customers', name: '重点', query: 'level=vip' } as const
const seen = (user: ReturnType<typeof aUser>) => listViews(grant(user, 'view.read'), 'customers').map(({ name, mine }) => [name, mine])

test('a view is one’s own until it is shared, and stays one’s own to change', () => {
  const [ann, bob] = [aUser('sales'), aUser('sales')]
  const { id } = execute(createView, ann, view).after
  expect([seen(ann), seen(bob)]).toEqual([[['重点', true]], []])
  execute(renameView, ann, { id, name: '重点 VIP', shared: 'on' })
  execute(createView, bob, view)
  expect(seen(bob)).toEqual([
    ['重点', true],
    ['重点 VIP', false],
  ])
  expect(() => execute(renameView, bob, { id, name: '别人的' })).toThrow('找不到视图')
  expect(() => execute(removeView, bob, { id })).toThrow('找不到视图')
  execute(removeView, ann, { id })
  expect(seen(bob)).toEqual([['重点', true]])
})

test('two of one name, one too many, or what is no query: refused', () => {
  const ann = aUser('sales')
  execute(createView, ann, view)
  expect(() => execute(createView, ann, view)).toThrow('同名')
  const other = execute(createView, ann, { ...view, name: '第二' }).after
  expect(() => execute(renameView, ann, { id: other.id, name: '重点' })).toThrow('同名')
  expect(() => execute(renameView, ann, { id: other.id, name: '第二', shared: true })).not.toThrow()
  expect(() => execute(createView, ann, { ...view, name: '坏', query: '"><script>' })).toThrow()
  expect(() => execute(createView, ann, { ...view, name: ' ' })).toThrow('请填写视图名称')
  for (let n = 2; n < MOST_VIEWS; n++) execute(createView, ann, { ...view, name: `视图${n}` })
  expect(() => execute(createView, ann, { ...view, name: '太多' })).toThrow('最多保存')
})

test('the record does not keep what was searched for', () => {
  execute(createView, aUser('sales'), { ...view, query: 'q=13900001234' })
  expect(JSON.stringify(reader().select().from(auditChanges).all())).not.toContain('13900001234')
})

test('columns are each person’s own, in their order, the name always among them, and nothing is the standard', () => {
  const [ann, bob] = [aUser('sales'), aUser('sales')]
  const columns = (user: typeof ann) => columnsOf(grant(user, 'view.read'))
  expect(columns(ann)).toEqual(standardColumns)
  execute(arrangeColumns, ann, { columns: ['owner', 'name', 'tags', 'owner'] })
  expect(columns(ann)).toEqual(['owner', 'name', 'tags'])
  execute(arrangeColumns, ann, { columns: ['level'] })
  expect([columns(ann), columns(bob)]).toEqual([['name', 'level'], standardColumns])
  expect(() => execute(arrangeColumns, ann, { columns: ['phone'] as never })).toThrow('没有这一列')
  execute(arrangeColumns, ann, { columns: [] })
  expect(columns(ann)).toEqual(standardColumns)
  expect(seen(ann).filter(([, mine]) => mine)).toEqual([])
  const { id } = reader()
    .query.savedViews.findFirst({ where: (t, { eq }) => eq(t.ownerId, ann.id) })
    .sync()!
  expect(() => findOwnView(grant(ann, 'view.remove'), id)).toThrow('找不到视图')
})
