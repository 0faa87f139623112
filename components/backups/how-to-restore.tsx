/** The way back, for whoever stands at the machine. */
export function HowToRestore({ folder, name = 'kehu-日期-时间.tar' }: { folder: string; name?: string }) {
  return (
    <ol className="steps">
      <li>停止平台服务。</li>
      <li>
        在程序所在的文件夹里执行 <code>{`npm run restore -- ${folder}/${name}`}</code>
        。备份会先校验，再替换现有数据；现有数据保留在数据目录的 <code>before-restore-…</code> 文件夹里。
      </li>
      <li>最后一行显示「全部正常」后，重新启动平台。恢复后所有人需要重新登录。</li>
    </ol>
  )
}
