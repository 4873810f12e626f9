// When a window closes with the record that was just added. Pure, for all stores alike.
import { MOST_WINDOW_RECORDS } from '#shared/flow/nodes/windows.ts'
import type { WindowClosing } from '#shared/model/windows.ts'
import type { CloseRule } from '#runtime/engine/window-ports.ts'

/** `window` as it is with the record. `present`: the inputs that have come. */
export function closingOf(
  window: { readonly count: number; readonly expected: number | null },
  rule: CloseRule,
  present: () => ReadonlySet<string>,
): WindowClosing | undefined {
  if (rule.inputs) return rule.inputs.every((input) => present().has(input)) ? 'complete' : undefined
  if (rule.closesNow) return 'condition'
  if (window.expected !== null && window.count >= window.expected) return 'complete'
  if (rule.count !== undefined && window.count >= rule.count) return 'count'
  return window.count >= MOST_WINDOW_RECORDS ? 'full' : undefined
}
