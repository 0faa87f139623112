import { WordsBox } from '../strategies/words-box.tsx'
import { Notice } from '../ui/notice.tsx'

/** The words with the link, as they go to the customer; they come back on no other page. */
export type Link = { text: string; until: string; isPublic: boolean }

export const ToldLink = ({ link: { text, until, isPublic } }: { link: Link }) => (
  <div role="status">
    <Notice tone="good" title="评分链接只显示这一次">
      {`请现在复制，用微信或短信发给客户。链接 ${until} 前可以评分一次，之前没用过的链接已经失效。`}
    </Notice>
    {!isPublic && (
      <p className="hint">平台还没有设置公开网址，链接用的是你现在的访问地址。客户打不开时，请联系管理员设置公开网址（PUBLIC_URL）。</p>
    )}
    <WordsBox words={text} mayCopy />
  </div>
)
