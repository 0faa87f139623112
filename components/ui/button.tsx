export type Variant = 'first' | 'plain' | 'quiet' | 'danger'

type ButtonProps = {
  children: React.ReactNode
  variant?: Variant
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  form?: string
  title?: string
  disabled?: boolean
  /** Asked in a dialog before the form goes off. */
  confirm?: string
  /** The id of the dialog it opens. */
  opens?: string
}

export const looks = (variant: Variant = 'plain') => (variant === 'plain' ? 'btn' : `btn ${variant}`)

export function Button({ variant, type = 'submit', confirm, opens, ...rest }: ButtonProps) {
  return <button className={looks(variant)} type={opens ? 'button' : type} data-confirm={confirm} data-dialog={opens} {...rest} />
}

type LinkButtonProps = {
  href: string
  children: React.ReactNode
  variant?: Variant
  title?: string
  /** A file, not a page: the browser fetches it itself. */
  download?: boolean
  /** The id of the dialog that scripts open in place of the page. */
  opens?: string
}

export function LinkButton({ variant, download, opens, ...rest }: LinkButtonProps) {
  return <a className={looks(variant)} data-dialog={opens} {...(download && { download: '' })} {...rest} />
}
