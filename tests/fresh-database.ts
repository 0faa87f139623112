import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, vi } from 'vitest'

// Each test file gets its own copy of the template, in a data folder of its own.
const folder = `${process.env.TEST_FOLDER}/${randomUUID()}`
mkdirSync(folder)
process.env.DATA_DIR = folder
process.env.DATABASE_FILE = `${folder}/crm.db`
process.env.NEXTAUTH_SECRET = 'a secret of the tests alone'
copyFileSync(`${process.env.TEST_FOLDER}/template.db`, process.env.DATABASE_FILE)

// What is logged as an error was not meant to happen.
beforeEach(() => void vi.spyOn(console, 'error'))
afterEach(() => expect(console.error).not.toHaveBeenCalled())
