import { Notice } from '../ui/notice.tsx'

type Props = { customerId: number; book: { id: number; open: number; mayOpen: boolean } | undefined }

/** An archive whose new owner has not yet taken note of everything. */
export function HandoverNotice({ customerId, book }: Props) {
  if (!book) return null
  return (
    <Notice tone="warn">
      {`交接中：${book.open} 项未确认。`}
      {book.mayOpen && <a href={`/handovers/${book.id}?customer=${customerId}`}>查看交接书</a>}
    </Notice>
  )
}
