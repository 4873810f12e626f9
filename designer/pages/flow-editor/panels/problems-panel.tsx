// All problems of the flow; each one jumps to its step and its mapping row.
import { ScrollArea, UnstyledButton } from '@mantine/core'
import { useReactFlow } from '@xyflow/react'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import inspector from '../inspector/inspector.module.css'
import { FIT } from '../commands/view-commands.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useProblems, type Problem } from '../state/use-issues.ts'
import { PanelHeader } from './panel-header.tsx'
import classes from './panels.module.css'

/** The order a flow keeps stands in the flow settings. */
const isOfOrder = (path: string) => path.startsWith('/lane/')

export function ProblemsPanel() {
  const store = useEditorStore()
  const problems = useProblems()
  const nodes = useEditor((state) => state.document.nodes)
  const { fitView } = useReactFlow()
  const open = ({ issue, nodeId, row }: Problem) => {
    const { select, look } = store.getState()
    if (isOfOrder(issue.path)) look({ side: 'flow' })
    if (nodeId === undefined) return
    select([nodeId])
    void fitView({ ...FIT, nodes: [{ id: nodeId }] })
    if (row === undefined) look({ side: 'node' })
    else look({ mapping: { nodeId, row } })
  }
  return (
    <div className={inspector.panel}>
      <PanelHeader icon="list-checks" title={t('Problems')} />
      <ScrollArea className={inspector.body ?? ''} scrollbarSize={6}>
        {problems.length === 0 ? (
          <EmptyState icon="circle-check" compact title={t('No problems')}>
            {t('The flow can be published.')}
          </EmptyState>
        ) : (
          <ul className={classes.problems}>
            {problems.map((problem) => (
              <li key={`${problem.issue.path}${problem.issue.code}${problem.issue.message}`}>
                <UnstyledButton
                  className={classes.problem ?? ''}
                  data-severity={problem.issue.severity ?? 'error'}
                  onClick={() => open(problem)}
                  disabled={problem.nodeId === undefined && !isOfOrder(problem.issue.path)}
                >
                  <Icon name={problem.issue.severity === 'warning' ? 'triangle-alert' : 'circle-alert'} size={15} />
                  <span className={classes.words}>
                    {problem.nodeId === undefined ? null : (
                      <span className={classes.where}>{nodes[problem.nodeId]?.label ?? problem.nodeId}</span>
                    )}
                    <span>{problem.issue.message}</span>
                    {problem.issue.fix ? <span className={classes.fix}>{problem.issue.fix}</span> : null}
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        )}
      </ScrollArea>
    </div>
  )
}
