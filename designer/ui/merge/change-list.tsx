// Differences between two flow documents, as sentences.
import type { FlowChange } from '#shared/api/contract.ts'
import { words } from '#designer/i18n/problems.ts'
import { Icon, type IconName } from '../icon.tsx'
import classes from './merge.module.css'

const ICONS: Readonly<Record<FlowChange['kind'], IconName>> = { added: 'plus', removed: 'minus', changed: 'pencil', moved: 'move' }

export function ChangeList({ changes }: { readonly changes: readonly FlowChange[] }) {
  return (
    <ul className={classes.changes}>
      {changes.map((change) => (
        <li key={change.path + change.sentence} data-kind={change.kind}>
          <Icon name={ICONS[change.kind]} size={13} />
          <span>{words(change.said ?? change.sentence)}</span>
        </li>
      ))}
    </ul>
  )
}
