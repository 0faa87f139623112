import { ownPath, withWord } from '../../_web/own-path.ts'

type Fields = Record<string, unknown>

/** A strategy's own page, with the word for what was done. */
export const pageOf = (word: string) => (id: number) => `/strategies/${id}?done=${word}`
/** Where the form stood. */
export const back =
  (word: string) =>
  (_: number, { back }: Fields) =>
    withWord(ownPath(String(back ?? '/strategies/pushes')), word)
export const withoutBack = ({ back: _, ...fields }: Fields) => fields
