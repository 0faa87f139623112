import { eq, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { surveys } from '#db/schema/surveys'
import type { Survey } from './model.ts'

/** Every edition of a questionnaire, by id, the oldest first; empty where there is none. */
export const listFamily = (from: Source, id: number): number[] =>
  from
    .all<{ id: number }>(
      sql`with recursive
        up(id, former_id) as (
          select id, former_id from surveys where id = ${id}
          union select s.id, s.former_id from surveys s join up on s.id = up.former_id),
        family(id) as (
          select id from up
          union select s.id from surveys s join family on s.former_id = family.id)
        select id from family order by id`,
    )
    .map((row) => row.id)

/** The edition that customers are asked by now; undefined where none is open. */
export const currentOf = (from: Source, id: number): Survey | undefined =>
  listFamily(from, id)
    .map((one) => from.select().from(surveys).where(eq(surveys.id, one)).get()!)
    .findLast(({ status }) => status === 'open')
