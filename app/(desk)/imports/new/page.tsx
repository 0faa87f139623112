import { UploadForm } from '#components/imports/upload-form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { targets } from '#lib/imports/labels'
import { problemSentence } from '#lib/imports/problems'
import { allow } from '../../../_web/allow.ts'
import { oneOf, type SearchParams, textIn } from '../../../_web/query.ts'

export const metadata = { title: '导入表格' }

export default async function NewImportPage({ searchParams }: { searchParams: SearchParams }) {
  await allow('import.create')
  const query = await searchParams
  const problem = problemSentence(textIn(query.problem) ?? '')
  return (
    <>
      <PageHeader title="导入表格" trail={[{ href: '/imports', label: '导入' }]} />
      <UploadForm target={oneOf(query.target, targets) ?? 'customers'} problem={problem} />
      <Notice title="可以识别的内容">
        <ul>
          <li>文件：Excel（.xlsx），或 CSV（UTF-8、UTF-16、GB18030；逗号、分号或制表符分隔），最多 20 MB、20 万行。第一行是列名。</li>
          <li>列名：文档中的列名，以及悟空 CRM、钉钉、纷享销客、销售易等系统导出的常见列名；识别不准的，下一步可以自己选择。</li>
          <li>电话：全角数字，带 +86、0086、空格或短横线的号码都可以。</li>
          <li>日期：2024-1-5、2024/1/5、2024年1月5日、20240105，或 Excel 的日期格式。</li>
          <li>重复：同名且同号码的客户、已经导入过的记录不会再次导入，同一个文件可以放心重新上传。</li>
        </ul>
      </Notice>
    </>
  )
}
