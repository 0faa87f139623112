import { z } from 'zod'
import { writable } from '#lib/aside/gate'
import { execute, refuse } from '#lib/execute'
import { attachFile } from '#lib/files/commands'
import { attachShape } from '#lib/files/model'
import { UnfitFile } from '#lib/files/problems'
import { dataFolder, isSpokenOf } from '#lib/files/queries-stored'
import { discard, dropIncoming, type Incoming, settle, takeIn } from '#lib/files/store'
import { readForm } from '#lib/formats/multipart'
import type { Grant } from '#lib/kernel/grant'

type Attaching = Grant<'file.attach'>
export type Aim = { customerId: number; followUpId: number | null; contactId: number | null; ticketId: number | null }
type About = Aim & z.output<typeof asked>
type Attached = { id: number; name: string }
export type Outcome = { attached: Attached[]; refused: { name: string; problem: UnfitFile }[] }

const MB = 1024 * 1024
/** The door lets no more through when a length is announced. */
export const MOST_BODY = 26 * MB
const asked = z.object({ kind: attachShape.kind, name: attachShape.name })

/**
 * Takes the files of a posted form in, one after the other, and records each; what is refused on its own account leaves the others be.
 * A file that is too big, a form that breaks off or says too little ends it all, with nothing left behind: UnfitFile, ZodError or a refusal.
 */
export async function takeForm(me: Attaching, request: Request, to: Aim): Promise<Outcome> {
  const waiting: Incoming[] = []
  const refused: Outcome['refused'] = []
  const take = async (name: string, bytes: AsyncIterable<Uint8Array>) => {
    try {
      waiting.push(await takeIn(dataFolder(), name, bytes))
    } catch (error) {
      if (!(error instanceof UnfitFile) || error.problem === 'too-big') throw error
      refused.push({ name, problem: error })
    }
  }
  try {
    const form = await readForm(request, MOST_BODY, take)
    if (typeof form === 'string') throw new UnfitFile(form)
    if (form.files.length === 0) throw new UnfitFile('no-file')
    const { kind, name } = asked.parse(form.fields)
    const attached: Attached[] = []
    await writable()
    for (const incoming of [...waiting]) attached.push(attach(me, incoming, { ...to, kind, name }))
    for (const { name: told, problem } of refused) note(me, `${told.slice(0, 80)}：${problem.message}`)
    return { attached, refused }
  } catch (error) {
    if (error instanceof UnfitFile) note(me, error.message)
    throw error
  } finally {
    for (const incoming of waiting) dropIncoming(incoming)
  }
}

// From its place to its record nothing else runs: a record that is refused takes its content away again, unless another speaks of it.
function attach(me: Attaching, incoming: Incoming, about: About): Attached {
  const { path: _, ...told } = incoming
  settle(dataFolder(), incoming)
  try {
    return execute(attachFile, me.actor, { ...about, ...told, originalName: told.originalName.slice(-255) }).after
  } catch (error) {
    if (!isSpokenOf(me, incoming.sha256)) discard(dataFolder(), incoming.sha256)
    throw error
  }
}

const note = (me: Attaching, why: string) => refuse(me.actor, 'file.attach', why)
