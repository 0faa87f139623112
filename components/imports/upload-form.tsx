import { Fields } from '#components/ui/fields'
import type { Target } from '#lib/imports/aliases'
import { targetLabels, targets } from '#lib/imports/labels'

// A file goes to a route of its own, by the browser's own post.
const unboosted = { 'hx-boost': 'false' }

/** Which table, which file; the templates stand beside the choice. */
export function UploadForm({ target, problem }: { target: Target; problem?: string }) {
  return (
    <section>
      <form className="form" id="upload" method="post" action="/imports/upload" encType="multipart/form-data" {...unboosted}>
        <Fields
          id="upload"
          errors={problem ? { file: [problem] } : undefined}
          fields={[
            {
              kind: 'radio',
              name: 'target',
              label: '表格里是',
              required: true,
              value: target,
              options: targets.map((value) => ({ value, label: targetLabels[value], help: helps[value] })),
            },
            {
              kind: 'file',
              name: 'file',
              label: '文件',
              required: true,
              accept: '.xlsx,.csv,.txt',
              help: 'Excel（.xlsx）或 CSV，最多 20 MB',
            },
          ]}
        />
        <p className="deeds">
          <button type="submit" className="btn first">
            上传
          </button>
          <a className="btn quiet" href="/imports">
            取消
          </a>
        </p>
        <p>
          {'模板下载：'}
          {targets.map((value, at) => (
            <span key={value}>
              {at > 0 && '、'}
              <a href={`/imports/template/${value}`} download="">
                {targetLabels[value]}
              </a>
            </span>
          ))}
        </p>
      </form>
    </section>
  )
}

const helps: Record<Target, string> = {
  customers: '客户基本信息表，一行一位客户',
  followUps: '客户跟进记录表，一行一次跟进；客户需已在系统中',
  purchases: '历史购买记录，一行一笔购买；客户需已在系统中',
}
