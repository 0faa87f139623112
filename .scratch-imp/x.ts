import Database from 'better-sqlite3'
const db = new Database('.scratch-imp/scale.db')
const q = `select "record" from "import_rows" where (("import_rows"."job_id" = ? and "import_rows"."dedupe_key" = ? and +"import_rows"."record" < ?) and +"import_rows"."verdict" in ('valid','imported')) limit ?`
console.log(db.prepare('explain query plan ' + q).all(1, 'x', 5, 1))
const keys = db.prepare('select record, dedupe_key k from import_rows where dedupe_key is not null limit 3000').all() as any[]
const st = db.prepare(q); let t = performance.now()
for (const { record, k } of keys) st.get(1, k, record, 1)
console.log((performance.now() - t) / keys.length * 1000)
