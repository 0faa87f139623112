'use client'

export type MatrixRow = { permission: string; label: string; cells: string[] }
export type MatrixGroup = { label: string; rows: MatrixRow[] }
type Props = { roles: { label: string; href?: string }[]; groups: MatrixGroup[] }

const first = 'sticky left-0 bg-sheet'

/** Who may do what, and how far: a row a deed, a column a role. */
export function RoleMatrix({ roles, groups }: Props) {
  return (
    <div className="scroll wide">
      <table>
        <caption className="vh">权限总表</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0">
              操作
            </th>
            {roles.map(({ label, href }) => (
              <th key={label} scope="col">
                {href ? <a href={href}>{label}</a> : label}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.label}>
            <tr>
              <th scope="rowgroup" colSpan={roles.length + 1}>
                <span className="sticky left-0">{group.label}</span>
              </th>
            </tr>
            {group.rows.map((row) => (
              <tr key={row.permission}>
                <td className={first} title={row.permission}>
                  {row.label}
                </td>
                {row.cells.map((cell, index) => (
                  <td key={roles[index]?.label} className={cell === '–' ? 'none' : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
