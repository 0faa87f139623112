import type { ContactRole } from '#lib/contacts/model'
import type { ContentType, Method } from '#lib/followups/model'
import type { Profile } from '#lib/profiles/model'
import type { Kind } from '#lib/tickets/labels'
import type { Figure } from './cast.ts'

export type Login = 'admin' | 'boss' | 'manager' | 'sales1' | 'sales2' | 'desk' | 'agent1' | 'agent2' | 'tech1' | 'ops1'
/** What is done next, by a day and perhaps a time. */
export type Step = { title: string; on: string; time: string }

/** What a customer's archive is opened with. */
export type Opened = {
  type: 'company' | 'person'
  name: string
  contact: string
  phone: string
  email: string
  position: string
  industry: string
  source: string
  level: 'normal' | 'vip' | 'strategic'
  potential: 'A' | 'B' | 'C' | null
  address: string
  note: string
  headcount: number | null
  revenueWan: number | null
  tags: string
}
export type Bought = { product: string; quantity: string; unit: string; amount: string; note: string }
export type Told = { occurredAt: number; method: Method; contentType: ContentType; content: string; feedback: string }

/** Somebody met at a customer, and the picture drawn of it. */
export type Met = {
  name: string
  position: string
  phone: string
  roles: ContactRole[]
  channel: 'phone' | 'wechat' | 'visit'
  birthday: string
  preferences: string
  taboos: string
  agreesVisits: boolean
  agreesMarketing: boolean
}
export type Portrait = Omit<Profile, 'id' | 'updatedAt' | 'version'>

/** One move of a ticket; without `by` it is its handler's. */
export type TicketStep = {
  move: 'receive' | 'respond' | 'progress' | 'wait' | 'resume' | 'resolve' | 'sendBack' | 'close' | 'reopen' | 'void' | 'assign'
  by?: Login
  to?: Login
  with: Record<string, string>
}

type Act =
  | { do: 'open'; by: Login; with: Opened }
  /** Without `by`, whoever looks after the customer then; the plan made last is settled by it. */
  | { do: 'contact'; by?: Login; told: Told; next?: Step }
  | { do: 'move'; to: string }
  | { do: 'drop'; reason: string }
  | { do: 'correct'; with: Partial<Opened> }
  | { do: 'complete'; by: Login; with: Pick<Opened, 'email'> }
  | { do: 'hand'; to: Login }
  | { do: 'look'; reason: string }
  | { do: 'buy'; what: Bought }
  | { do: 'meet'; who: Met }
  | { do: 'portray'; as: Portrait }
  | { do: 'ask'; by: Login; of: Login; step: Step }
  | { do: 'ticket'; key: string; by: Login; with: { kind: Kind; type: string; detail: string; description: string } }
  | ({ do: 'step'; key: string } & TicketStep)
  /** The next contact of the plan that a ticket began, where it began one. */
  | { do: 'care'; key: string; says: string; feedback: string }
  /** What a customer wishes for; those of one key are one idea. */
  | { do: 'suggest'; text: string; key?: string }
  | { do: 'think'; by: Login; key: string; title: string; responsible: Login }
  | { do: 'weigh'; by: Login; key: string; status: 'weighed' | 'planned'; reason: string }
  | { do: 'land'; by: Login; key: string; sentence: string; reason: string }
  /** Who asked hears of it from whoever looks after them. */
  | { do: 'tell'; says: string; feedback: string }
  | { do: 'answer'; scores: number[]; text: string }
  | { do: 'help'; who: Login }
  /** What the machine is asked for, over the whole company. */
  | { do: 'work'; what: 'strategy' | 'labels' | 'figures' | 'report' }

/** One thing that somebody of the company did about one figure of the cast, at a moment (UTC milliseconds). */
export type Deed = { at: number; about: Figure['name'] } & Act

type ActOf<D> = D extends Deed ? Omit<D, 'at' | 'about'> : never
/** A deed of a chapter that is still being put in order. */
export type Wish = { at: number; act: ActOf<Deed> }
