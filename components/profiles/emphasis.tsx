import { categoryLabels, emphases, type ServiceCategory } from '#lib/profiles/model'
import { Notice } from '../ui/notice.tsx'

/** What one lays weight on with such a customer, said where one writes to or about it (S1-46, S1-76). */
export function Emphasis({ category, on }: { category: ServiceCategory | null | undefined; on: '沟通' | '服务' }) {
  return category ? <Notice title={`${categoryLabels[category]}客户`}>{`${on}侧重：${emphases[category]}`}</Notice> : null
}
