// Why a run of a lane has not begun: whom it waits for.
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { LaneStanding, Run } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { RowActions } from './data-table.tsx'

export interface LaneWaitProps {
  readonly client: string
  readonly run: Run
  readonly standing: LaneStanding | undefined
}

export function LaneWait({ client, run, standing }: LaneWaitProps) {
  if (run.held === 'unrouted') return t('Its place in the order is being worked out')
  const first = standing?.waitsFor
  if (!standing || !first) return null
  const where = { lane: standing.lane, count: standing.ahead }
  return (
    <RowActions>
      <Anchor inherit renderRoot={(props) => <Link to="/c/$client/runs/$run" params={{ client, run: first.runId }} {...props} />}>
        {first.status === 'parked' || first.status === 'quarantined'
          ? t('Waits behind {{lane}}, which needs attention', where)
          : t('Waits behind {{lane}}', where)}
      </Anchor>
      {standing.ahead > 1 && ` (${t('lane-ahead', where)})`}
    </RowActions>
  )
}
