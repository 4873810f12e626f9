// Everything a person can do is a command: buttons, keys, menus and the command palette use the same object, so that they never disagree.
import type { ReactFlowInstance } from '@xyflow/react'
import { isMac } from '#designer/palette/keys.tsx'
import type { IconName } from '#designer/ui/icon.tsx'
import type { EditorStore } from '../state/editor-store.ts'

export interface CommandContext {
  readonly store: EditorStore
  readonly canvas: ReactFlowInstance
  /** Moves the focus into the palette's search. */
  readonly searchPalette: () => void
  /** Where the flow's problems are, in the order of the list. */
  readonly problems: () => readonly { readonly nodeId?: string }[]
}

export type CommandGroup = 'Edit' | 'Selection' | 'Arrange' | 'Flow' | 'View'

export interface Command {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  readonly group: CommandGroup
  /** Such as `Mod+Shift+Z`; `Mod` is Ctrl, or Command on a Mac. The first one is shown. */
  readonly keys?: readonly string[]
  /** The browser's own copy, cut and paste events run it: they may touch the clipboard without asking. */
  readonly native?: boolean
  /** Works without the right to design. */
  readonly reads?: boolean
  isEnabled?(context: CommandContext): boolean
  run(context: CommandContext): void | Promise<void>
}

export function matchesKey(key: string, event: KeyboardEvent): boolean {
  const parts = key.split(/(?<=.)\+/)
  const main = parts.at(-1) ?? ''
  const mod = isMac() ? event.metaKey : event.ctrlKey
  if (parts.includes('Mod') !== mod || event.altKey !== parts.includes('Alt')) return false
  // `?` needs Shift on most keyboards: for signs the sign itself decides.
  const isSign = main.length === 1 && !/[a-z0-9]/i.test(main)
  if (!isSign && parts.includes('Shift') !== event.shiftKey) return false
  return event.key.toLowerCase() === main.toLowerCase()
}
