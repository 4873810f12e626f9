// What the open flow adds to the command palette: its commands, its steps to go to, its problems, and every step that can be added.
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { connectorsQuery } from '#designer/api/queries.ts'
import { lookOf } from '#designer/graph/node-kinds.ts'
import { t } from '#designer/i18n/index.ts'
import { usePaletteSource, type PaletteEntry } from '#designer/palette/entries.ts'
import { addBeside } from '../edits/add-beside.ts'
import { paletteItems } from '../edits/palette-items.ts'
import { goToStep } from './step-commands.ts'
import { COMMANDS, useCommandContext, useRun } from './use-commands.ts'

export function EditorEntries() {
  const context = useCommandContext()
  const run = useRun()
  const connectors = useQuery(connectorsQuery()).data
  const source = useCallback((): readonly PaletteEntry[] => {
    const { document: flow, readOnly, mapping } = context.store.getState()
    // Over the canvas there is the mapping: its own keys and buttons count.
    if (mapping) return []
    const hasTrigger = Object.values(flow.nodes).some((node) => node.kind === 'trigger')
    const commands = COMMANDS.filter((command) => (!readOnly || command.reads) && command.isEnabled?.(context) !== false)
    const items = readOnly ? [] : paletteItems(connectors ?? []).filter((item) => !item.isTrigger || !hasTrigger)
    return [
      ...commands.map((command) => ({
        id: command.id,
        label: t(command.label),
        group: t('This flow'),
        icon: command.icon,
        ...(command.keys?.[0] !== undefined && { keys: command.keys[0] }),
        // Known by their keys; by words they are found all the same.
        quiet: command.group === 'View' || command.id.startsWith('walk-') || command.icon === 'move',
        run: () => run(command),
      })),
      ...Object.entries(flow.nodes).map(([id, node]) => ({
        id: `step:${id}`,
        label: node.label,
        group: t('Go to a step'),
        note: `${t('Go to a step')} · ${t(lookOf(node).label)}`,
        words: id,
        icon: lookOf(node).icon,
        quiet: true,
        run: () => goToStep(context, id),
      })),
      ...items.map((item) => ({
        id: `add:${item.id}`,
        label: t('Add: {{step}}', { step: item.label }),
        group: t('Add a step'),
        note: item.group,
        words: item.description,
        icon: item.icon,
        quiet: true,
        run: () => addBeside(context.store, item),
      })),
    ]
  }, [context, run, connectors])
  usePaletteSource('editor', source)
  return null
}
