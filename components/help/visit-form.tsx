import type { Entry } from '#lib/customers/dictionary'

type Line = { label: string; hint?: string; tall?: boolean; required?: boolean }

const tall = new Set(['content', 'feedback', 'note', 'next'])
const hints: Record<string, string> = {
  type: '□ 企业客户　□ 个人客户',
  level: '□ 普通客户　□ VIP客户　□ 战略客户',
  potential: '□ A 高价值意向　□ B 有需求　□ C 暂无明确需求',
  method: '□ 上门拜访　□ 面谈　□ 电话　□ 微信　□ 邮件　□ 其他',
  contentType: '□ 价值型　□ 服务型　□ 情感型　□ 推销型',
}

/** The fields that are filled in by hand, as lines of a form on paper. */
export const linesOf = (entries: Entry[], left: readonly string[]): Line[] =>
  entries
    .filter(({ key, required }) => required !== '自动' && !left.includes(key))
    .map(({ key, label, required }) => ({ label, hint: hints[key], tall: tall.has(key), required: required === '是' }))

/** Empty lines to write on during a visit; what is mandatory is marked (S2-04). */
export function BlankLines({ caption, lines }: { caption: string; lines: Line[] }) {
  return (
    <table className="blank">
      <caption className="vh">{caption}</caption>
      <tbody>
        {lines.map(({ label, hint, tall: isTall, required }) => (
          <tr key={label} className={isTall ? 'tall' : undefined}>
            <th scope="row">
              {label}
              {required && <abbr title="必填">*</abbr>}
            </th>
            <td>{hint}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
