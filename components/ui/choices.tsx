import type { Wiring } from './control.tsx'
import { flatOptions, type InputSpec, keyOf, labelOf, type Option } from './field-spec.tsx'
import { listOf } from './place.tsx'

type ChoiceSpec = Extract<InputSpec, { kind: 'radio' | 'checkboxes' | 'select' }>

/** Radios, or boxes of which several may be ticked. */
export function Choices({ spec, wiring }: { spec: ChoiceSpec; wiring: Wiring }) {
  const chosen = listOf(wiring.value)
  return (
    <div className={spec.across ? 'choices across' : 'choices'}>
      {flatOptions(spec.options).map((one, index) => (
        <Choice key={keyOf(one)} spec={spec} wiring={wiring} one={one} index={index} checked={chosen.includes(keyOf(one))} />
      ))}
    </div>
  )
}

type ChoiceProps = { spec: ChoiceSpec; wiring: Wiring; one: Option; index: number; checked: boolean }

function Choice({ spec, wiring, one, index, checked }: ChoiceProps) {
  const id = index === 0 ? wiring.id : `${wiring.id}-${index}`
  return (
    <label className="tick" htmlFor={id}>
      <input
        id={id}
        type={spec.kind === 'radio' ? 'radio' : 'checkbox'}
        name={wiring.name}
        value={keyOf(one)}
        defaultChecked={checked}
        disabled={spec.disabled || (typeof one === 'object' && one.disabled)}
        // biome-ignore lint/a11y/noAutofocus: the first wrong field takes the focus
        autoFocus={index === 0 && wiring.autoFocus}
      />
      <span>
        {labelOf(one)}
        {typeof one === 'object' && one.help && <small>{one.help}</small>}
      </span>
    </label>
  )
}
