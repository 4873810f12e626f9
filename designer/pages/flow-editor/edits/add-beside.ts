// Adds a step behind the selected one, or to the right of everything: what the palette and the command palette do.
import type { EditorStore } from '../state/editor-store.ts'
import { addStep, linkFrom, nextPlace } from './add-step.ts'
import type { PaletteItem } from './palette-items.ts'

export function addBeside(store: EditorStore, item: PaletteItem): void {
  const { document, selection, apply, select } = store.getState()
  const [beside] = selection
  const added = addStep(document, item, nextPlace(document, beside), linkFrom(document, selection))
  if (apply(added.edit)) select([added.id])
}
