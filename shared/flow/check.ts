// Checks of a well-shaped flow: its graph, its expressions, and what it names outside itself.
import type { Issue } from '../errors.ts'
import type { FlowDocument } from './document.ts'

export function checkFlow(_flow: FlowDocument): Issue[] {
  return []
}
