import { Fields } from '#components/ui/fields'
import type { Kind } from '#lib/files/model'

type Props = {
  to: string
  kinds: { value: Kind; label: string }[]
  accept: string
  /** What the name will be, for an example. */
  example: string
  /** 跟进 G20261122001: what the files will belong to besides the customer. */
  about?: string
}

// A file goes to a route of its own, by the browser's own post; with scripts each file by itself, and one sees how far it is.
const unboosted = { 'hx-boost': 'false' }

export function UploadForm({ to, kinds, accept, example, about }: Props) {
  return (
    <form className="form two" id="upload" method="post" action={to} encType="multipart/form-data" data-upload="" {...unboosted}>
      <Fields
        id="upload"
        fields={[
          { kind: 'select', name: 'kind', label: '附件类型', required: true, options: kinds },
          { kind: 'text', name: 'name', label: '名称', maxLength: 150, placeholder: example, help: '不填则按规范生成；同名的自动加 _v2' },
          {
            kind: 'file',
            name: 'file',
            label: '选择文件，或拖到这里',
            multiple: true,
            accept,
            wide: true,
            help: 'PDF、图片、Office 文档、文本或录音，每个最多 20 MB，可多选',
          },
        ]}
      />
      <div className="field wide camera">
        <label htmlFor="upload-camera">拍照</label>
        <input type="file" id="upload-camera" name="photo" accept="image/*" capture="environment" />
      </div>
      {about && <p className="wide">{`将关联到：${about}`}</p>}
      <p className="deeds">
        <button type="submit" className="btn first">
          上传
        </button>
      </p>
      <ol className="uploads wide" aria-live="polite" hidden />
      <script src="/files.js" type="module" data-ours="" />
    </form>
  )
}
