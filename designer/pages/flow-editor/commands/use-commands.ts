// The commands of the open flow, and the keys that run them.
import { useReactFlow } from '@xyflow/react'
import { createContext, use, useCallback, useEffect, useMemo, useRef } from 'react'
import { useEditorStore } from '../state/context.ts'
import { useProblems } from '../state/use-issues.ts'
import { ARRANGE_COMMANDS } from './arrange-commands.ts'
import { matchesKey, type Command, type CommandContext } from './command.ts'
import { clipText, deleteSelection, EDIT_COMMANDS, pasteText } from './edit-commands.ts'
import { FLOW_COMMANDS } from './flow-commands.ts'
import { STEP_COMMANDS } from './step-commands.ts'
import { VIEW_COMMANDS } from './view-commands.ts'

export const COMMANDS: readonly Command[] = [...FLOW_COMMANDS, ...STEP_COMMANDS, ...EDIT_COMMANDS, ...ARRANGE_COMMANDS, ...VIEW_COMMANDS]

export const PaletteSearch = createContext<() => void>(() => undefined)

export function useCommandContext(): CommandContext {
  const store = useEditorStore()
  const canvas = useReactFlow()
  const searchPalette = use(PaletteSearch)
  const found = useProblems()
  const newest = useRef(found)
  useEffect(() => {
    newest.current = found
  }, [found])
  return useMemo(() => ({ store, canvas, searchPalette, problems: () => newest.current }), [store, canvas, searchPalette])
}

export function commandById(id: string): Command {
  const command = COMMANDS.find((one) => one.id === id)
  if (!command) throw new Error(`There is no command ${id}`)
  return command
}

export function useRun(): (command: Command) => void {
  const context = useCommandContext()
  return useCallback(
    (command) => {
      if (context.store.getState().readOnly && !command.reads) return
      if (command.isEnabled?.(context) !== false) void command.run(context)
    },
    [context],
  )
}

/** True while somebody types, or a dialog or the mapping stands over the canvas: then keys are theirs. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input, textarea, select, [contenteditable="true"], .monaco-editor, [role="textbox"], [role="dialog"], [role="menu"], [role="listbox"], [data-own-keys]',
    ) !== null
  )
}

/** Escape in a field of the Details form leads back to its step on the canvas; there, a second one closes the form. An open list takes it first. */
function leaveField(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return false
  const field = event.target.closest('input, textarea, select')
  const id = field?.closest<HTMLElement>('[data-inspector]')?.dataset['inspector']
  if (id === undefined || field?.getAttribute('aria-expanded') === 'true') return false
  event.preventDefault()
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus()
  return true
}

export function useCommandKeys(): void {
  const context = useCommandContext()
  const run = useRun()
  useEffect(() => {
    const isBusy = (target: EventTarget | null) => isElsewhere(target) || context.store.getState().mapping !== undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && leaveField(event)) return
      const command = COMMANDS.find((one) => one.keys?.some((key) => matchesKey(key, event)))
      if (!command || command.native) return
      // Saving and undoing reach the flow from the mapping's grid too; a field that is being edited has its own undo.
      const always =
        command.id === 'save' ||
        (command.id === 'find' && !context.store.getState().mapping) ||
        ((command.id === 'undo' || command.id === 'redo') && !isElsewhere(event.target))
      if (!always && isBusy(event.target)) return
      // Enter on a focused button presses the button.
      if (command.id === 'open' && event.target instanceof Element && event.target.closest('button, a')) return
      event.preventDefault()
      // The next step gets the focus and is selected: a key held down must not delete one after the other.
      if (command.id === 'delete' && event.repeat) return
      run(command)
    }
    const onCopy = (event: ClipboardEvent) => {
      const { selection, notes, readOnly } = context.store.getState()
      if (isBusy(event.target) || selection.size + notes.size === 0 || window.getSelection()?.toString()) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', clipText(context.store))
      if (event.type === 'cut' && !readOnly) deleteSelection(context)
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isBusy(event.target)) return
      if (pasteText(context.store, event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [context, run])
}
