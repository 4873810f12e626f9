// What the connected system lists for the values of a table, and a word about it while it is asked, or where it does not answer.
import { Button, Loader, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ListedValue, TemplateQuestion } from '#shared/model/descriptors.ts'
import { toProblemData } from '#designer/api/client.ts'
import { listedValuesQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'

export interface ValueSource {
  readonly client: string
  readonly template: string
  /** Connection id by slot. */
  readonly connections: Readonly<Record<string, string>>
}

interface Listed {
  /** Undefined: ids are typed. */
  readonly choices: readonly ListedValue[] | undefined
  readonly sign: ReactNode
}

export function useListedValues(question: TemplateQuestion, source: ValueSource | undefined): Listed {
  const from = question.table?.valuesFrom
  const connection = from && source?.connections[from.slot]
  const values = useQuery(listedValuesQuery(source?.client ?? '', source?.template ?? '', question.id, connection))
  if (!from || connection === undefined) return { choices: undefined, sign: null }
  if (values.isPending)
    return {
      choices: undefined,
      sign: (
        <Text fz="xs" c="dimmed" role="status" style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <Loader size={12} /> {t('The system is asked what there is to choose from…')}
        </Text>
      ),
    }
  if (values.isError)
    return {
      choices: undefined,
      sign: (
        <Text component="div" fz="xs" c="var(--tf-bad)" role="alert">
          {t('The system did not say what there is to choose from: enter ids, or ask again.')} {toProblemData(values.error).detail}{' '}
          <Button size="compact-xs" variant="subtle" loading={values.isFetching} onClick={() => void values.refetch()}>
            {t('Ask again')}
          </Button>
        </Text>
      ),
    }
  if (values.data.length === 0)
    return {
      choices: undefined,
      sign: (
        <Text fz="xs" c="dimmed">
          {t('The system lists nothing to choose from: enter ids.')}
        </Text>
      ),
    }
  return { choices: [...values.data, ...(from.also ?? [])], sign: null }
}
