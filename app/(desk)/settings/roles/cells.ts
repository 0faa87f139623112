import type { FieldSpec } from '#components/ui/form'
import { isFixed, isMachineOnly, widthOf } from '#lib/kernel/bounds'
import { moduleLabels, permissionLabels, reachLabels } from '#lib/kernel/labels'
import { defaults, type May, type Permission, type Role } from '#lib/kernel/permissions'

const editable = (Object.keys(defaults) as Permission[]).filter((permission) => !isMachineOnly(permission))

/** The deeds of the matrix by family, in the table's own order. */
export function families(): { label: string; permissions: Permission[] }[] {
  const families = [...new Set(editable.map(familyOf))]
  return families.map((family) => ({
    label: moduleLabels[family] ?? family,
    permissions: editable.filter((permission) => familyOf(permission) === family),
  }))
}

/** One choice a deed for a role; what the page showed goes along, so that only changes are sent on. */
export function roleFields(role: Role, may: May): FieldSpec[] {
  const cells = families().flatMap(({ label, permissions }): FieldSpec[] => [
    { kind: 'heading', label },
    ...permissions.map((permission) => cellField(role, permission, may)),
  ])
  return [{ kind: 'hidden', name: 'role', value: role }, { kind: 'hidden', name: 'was', value: JSON.stringify(may) }, ...cells]
}

/** What the form says against what it showed, as the command takes it; a fixed cell or an unknown name is refused there. */
export function changedCells({ role, was, ...fields }: Record<string, unknown>) {
  const shown = shownIn(was)
  const cells = Object.entries(fields).map(([permission, reach]) => ({
    permission: permission as Permission,
    was: shown[permission] ?? 'none',
    reach: reach === '' ? 'none' : reach,
  }))
  return { role, cells: cells.filter((cell) => cell.reach !== cell.was) }
}

function cellField(role: Role, permission: Permission, may: May): FieldSpec {
  const [label, held] = [permissionLabels[permission], may[permission]]
  if (isFixed(role, permission)) return { kind: 'fixed', name: permission, label, value: `${held ? reachLabels[held] : '–'}（不能更改）` }
  return {
    kind: 'select',
    name: permission,
    label,
    value: held ?? '',
    blank: '–',
    options: widthOf(permission).map((reach) => ({ value: reach, label: reachLabels[reach] })),
  }
}

function shownIn(was: unknown): Record<string, string> {
  try {
    return JSON.parse(String(was)) ?? {}
  } catch {
    return {}
  }
}

const familyOf = (permission: string) => permission.split('.')[0] ?? permission
