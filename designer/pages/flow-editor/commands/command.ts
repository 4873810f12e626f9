// Everything a person can do is a command: buttons, keys and menus use the same object, so that they never disagree.
import type { ReactFlowInstance } from '@xyflow/react'
import type { IconName } from '#designer/ui/icon.tsx'
import type { EditorStore } from '../state/editor-store.ts'

export interface CommandContext {
  readonly store: EditorStore
  readonly canvas: ReactFlowInstance
  /** Moves the focus into the palette's search. */
  readonly searchPalette: () => void
}

export type CommandGroup = 'Edit' | 'Selection' | 'View' | 'Flow'

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

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** `Mod+Shift+Z` as people read it: `Ctrl Shift Z`. */
export function keyWords(key: string): readonly string[] {
  const words: Readonly<Record<string, string>> = {
    Mod: isMac() ? '⌘' : 'Ctrl',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Delete: 'Del',
    Escape: 'Esc',
  }
  return key.split(/(?<=.)\+/).map((part) => words[part] ?? part)
}

export function matchesKey(key: string, event: KeyboardEvent): boolean {
  const parts = key.split('+')
  const main = parts.at(-1) ?? ''
  const mod = isMac() ? event.metaKey : event.ctrlKey
  if (parts.includes('Mod') !== mod || event.altKey !== parts.includes('Alt')) return false
  // `?` needs Shift on most keyboards: for signs the sign itself decides.
  const isSign = main.length === 1 && !/[a-z0-9]/i.test(main)
  if (!isSign && parts.includes('Shift') !== event.shiftKey) return false
  return event.key.toLowerCase() === main.toLowerCase()
}
