const COMPOUND = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 令狐 呼延 轩辕 百里 东郭 南门 西门 拓跋 第五 梁丘 左丘'.split(
    ' ',
  ),
)

/** The surname of a person's name, of one character or of two (欧阳); the first word of a name in letters. */
export function surname(name: string): string {
  const text = name.normalize('NFKC').trim()
  if (/^[a-z]/i.test(text)) return text.split(/[\s·.]/)[0] ?? ''
  const characters = Array.from(text)
  const pair = characters.slice(0, 2).join('')
  return characters.length > 2 && COMPOUND.has(pair) ? pair : (characters[0] ?? '')
}

/** What stands in the place of a person who was erased (I-04); it is no name and needs no mask. */
export const ERASED = '已删除'

/** 张伟 → 张*, 欧阳娜娜 → 欧阳*, Zhang Wei → Z* (I-01); an empty name stays empty. */
export function maskName(name: string): string {
  if (name === ERASED) return name
  const head = surname(name)
  if (head === '') return ''
  return `${/^[a-z]/i.test(head) ? head[0] : head}*`
}

/** zhang@x.com → z***@x.com (I-01); what is no address shows nothing but stars. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (email === '') return ''
  return at < 1 ? '***' : `${Array.from(email)[0]}***${email.slice(at)}`
}
