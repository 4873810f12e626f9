// How each kind of step is called: on the canvas, in the palette, in what is said of changes.
import { say, type Sentence } from '../sentence.ts'
import type { NodeKind } from './document.ts'

export const KIND_NAMES: Readonly<Record<NodeKind, Sentence>> = {
  trigger: say`Trigger`,
  map: say`Map fields`,
  filter: say`Filter`,
  switch: say`Switch`,
  loop: say`Loop`,
  batch: say`Batch`,
  call: say`Call a system`,
  lookup: say`Look up a value`,
  respond: say`Respond`,
  raise: say`Raise an exception`,
  delay: say`Delay`,
  approval: say`Approval`,
  callback: say`Wait for a callback`,
  aggregate: say`Aggregate`,
  join: say`Join`,
  subflow: say`Call a flow`,
  publish: say`Send a flow message`,
  script: say`Script`,
}
