import { Facts } from '#components/ui/facts'
import { Notice } from '#components/ui/notice'

/** What the administrator hands over; it is written nowhere else and comes back on no other page. */
export type Told = { login: string; name: string; password: string; until: string }

export function ToldPassword({ told: { login, name, password, until }, back }: { told: Told; back: string }) {
  return (
    <div role="status">
      <Notice tone="good" title="初始密码只显示这一次">
        请现在交给本人：可以抄写、复制或打印。离开本页后无法再次查看，只能重新重置。
      </Notice>
      <div className="sheet">
        <Facts
          facts={[
            { label: '姓名', value: name },
            { label: '账号', value: <Copied text={login} label="账号" /> },
            { label: '初始密码', value: <Copied text={password} label="初始密码" /> },
            { label: '有效期', value: `72 小时，至 ${until}` },
            { label: '首次登录', value: '必须先修改密码；新密码至少 8 位，包含字母、数字和特殊字符' },
          ]}
        />
      </div>
      <p className="deeds mt-4">
        <a className="btn first" href={back}>
          已交给本人
        </a>
      </p>
    </div>
  )
}

// A field, so that one click and Ctrl C take exactly the text.
const Copied = ({ text, label }: { text: string; label: string }) => (
  <code className="select-all text-lg" title={`${label}，点按即可选中`}>
    {text}
  </code>
)
