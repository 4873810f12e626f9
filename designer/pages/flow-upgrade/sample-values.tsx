// What would be sent for each sample, before and after: the proof that an upgrade does what it says.
import { Loader, Table, Text } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import type { FlowDetail, TestRunResult } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Sample } from '#shared/model/flows.ts'
import { sentSchema } from '#shared/flow/shown-names.ts'
import { testRun } from '#designer/api/commands.ts'
import { connectorsQuery, samplesQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { sayError } from '#designer/i18n/problems.ts'
import { Card } from '#designer/ui/card.tsx'
import { differences } from '#designer/ui/differences.ts'
import { FieldPath } from '#designer/ui/field-path.tsx'
import { Section } from '#designer/ui/page.tsx'
import { ProblemState } from '#designer/ui/problem-state.tsx'
import classes from './sample-values.module.css'

/** Two test runs each: enough to see what an upgrade does. */
const MOST_SAMPLES = 12

export interface SampleValuesProps {
  readonly client: string
  readonly detail: FlowDetail
  /** The flow as it would be. */
  readonly document: FlowDocument
}

export function SampleValues({ client, detail, document }: SampleValuesProps) {
  const samples = useQuery(samplesQuery(client, detail.flow.id)).data?.slice(0, MOST_SAMPLES) ?? []
  const connectors = useQuery(connectorsQuery()).data ?? []
  const environment = detail.deployments.some((one) => one.environment === 'live') ? 'live' : 'test'
  const compared = useQueries({
    queries: samples.map((sample) => ({
      queryKey: ['client', client, 'upgrade-values', detail.flow.id, sample.id, environment, document],
      queryFn: ({ signal }: { signal: AbortSignal }) => compare(client, detail, document, sample, environment, signal),
      gcTime: 0,
      retry: false,
    })),
  })
  if (samples.length === 0) return null
  return (
    <Section title={t('What is sent for your samples')}>
      <Card padded={false}>
        <Table className={classes.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={220}>{t('Sample')}</Table.Th>
              <Table.Th>{t('Field')}</Table.Th>
              <Table.Th>{t('Now')}</Table.Th>
              <Table.Th>{t('After the upgrade')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {samples.map((sample, index) => {
              const { data, error } = compared[index] ?? {}
              const rows = data ?? []
              if (rows.length === 0) {
                return (
                  <Table.Tr key={sample.id}>
                    <Table.Td>{sample.name}</Table.Td>
                    <Table.Td colSpan={3}>
                      {error ? <ProblemState compact error={error} /> : null}
                      {data ? (
                        <Text fz="sm" c="dimmed">
                          {t('The same as now.')}
                        </Text>
                      ) : null}
                      {!data && !error ? <Loader size="xs" /> : null}
                    </Table.Td>
                  </Table.Tr>
                )
              }
              return rows.map((row, at) => (
                <Table.Tr key={`${sample.id} ${at}`}>
                  {at === 0 ? <Table.Td rowSpan={rows.length}>{sample.name}</Table.Td> : null}
                  <Table.Td>
                    <Text fz="xs" c="dimmed">
                      {row.step}
                    </Text>
                    {typeof row.place === 'string' ? (
                      row.place
                    ) : (
                      <FieldPath keys={row.place.keys} schema={sentSchema(document, row.place.nodeId, { connectors })} />
                    )}
                  </Table.Td>
                  <Table.Td>
                    <span className={classes.value}>{row.before}</span>
                  </Table.Td>
                  <Table.Td>
                    <span className={classes.value}>{row.after}</span>
                  </Table.Td>
                </Table.Tr>
              ))
            })}
          </Table.Tbody>
        </Table>
      </Card>
    </Section>
  )
}

interface Row {
  readonly step: string
  /** Words, or a field of what the step sends. */
  readonly place: string | { readonly nodeId: string; readonly keys: readonly string[] }
  readonly before: string
  readonly after: string
}

async function compare(
  client: string,
  { flow }: FlowDetail,
  document: FlowDocument,
  { id: sampleId }: Sample,
  environment: Environment,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const run = (tried: FlowDocument) => testRun(client, flow.id, { document: tried, sampleId, environment }, signal)
  const [before, after] = await Promise.all([run(flow.draft), run(document)])
  const [old, now] = [sentBy(before), sentBy(after)]
  const name = (nodeId: string) => (document.nodes[nodeId] ?? flow.draft.nodes[nodeId])?.label ?? nodeId
  const rows = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) =>
    differences(old.get(key)?.input, now.get(key)?.input).map((difference) => ({
      step: name((now.get(key) ?? old.get(key))?.nodeId ?? ''),
      place: { nodeId: (now.get(key) ?? old.get(key))?.nodeId ?? '', keys: difference.keys },
      before: difference.expected,
      after: difference.actual,
    })),
  )
  const [was, is] = [outcomeOf(before), outcomeOf(after)]
  return was === is ? rows : [{ step: t('The run as a whole'), place: t('ends as'), before: was, after: is }, ...rows]
}

const sentBy = ({ calls }: TestRunResult) => new Map(calls.map((call) => [`${call.nodeId} ${call.record}`, call]))

/** The status, and where a record failed the reason. */
function outcomeOf({ view }: TestRunResult): string {
  const reasons = view.steps.flatMap((step) => (step.status === 'parked' && step.error ? [sayError(step.error).message] : []))
  return [view.run.status, ...reasons].join(': ')
}
