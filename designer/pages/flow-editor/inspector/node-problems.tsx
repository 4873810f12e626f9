// The problems of one step, above its form: what is wrong and what to do.
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { useEditor } from '../state/context.ts'
import type { Problem } from '../state/use-issues.ts'
import classes from './inspector.module.css'

const FEW = 3

export function NodeProblems({ problems }: { readonly problems: readonly Problem[] }) {
  const look = useEditor((state) => state.look)
  if (problems.length === 0) return null
  return (
    <ul className={classes.problems}>
      {problems.slice(0, FEW).map(({ issue, nodeId, row }) => (
        <li key={`${issue.path}${issue.code}`} data-severity={issue.severity ?? 'error'}>
          <Icon name={issue.severity === 'warning' ? 'triangle-alert' : 'circle-alert'} size={14} />
          <span>
            {issue.message} {issue.fix}
            {row !== undefined && nodeId !== undefined ? (
              <button type="button" className={classes.link} onClick={() => look({ mapping: { nodeId, row } })}>
                {t('Open the row')}
              </button>
            ) : null}
          </span>
        </li>
      ))}
      {problems.length > FEW ? (
        <li data-severity="more">
          <button type="button" className={classes.link} onClick={() => look({ side: 'problems' })}>
            {t('and {{count}} more', { count: problems.length - FEW })}
          </button>
        </li>
      ) : null}
    </ul>
  )
}
