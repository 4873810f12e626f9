// What can be done with a part's cases from its grid. All of it is an edit of the draft.
import { useMemo } from 'react'
import { useLatest } from '#designer/editor/use-latest.ts'
import { previewPart } from '#designer/api/mapping-parts.ts'
import type { SampleActions } from '#designer/mapping/mapping-samples.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { t } from '#designer/i18n/index.ts'
import type { PartCase } from '#shared/mapping/parts/part-body.ts'
import type { PartContent } from '#shared/model/mapping-parts.ts'
import { askName } from './ask-name.tsx'
import { expectedOf, rowsOfPart } from './part-rows.ts'

export function useCaseActions(
  client: string,
  draft: PartContent,
  put: (change: (draft: PartContent) => PartContent) => void,
): SampleActions {
  const latest = useLatest({ draft, put })
  return useMemo(() => {
    const find = (id: string) => latest.current.draft.cases.find((one) => one.id === id)
    const change = (id: string, next: (one: PartCase) => PartCase) => {
      latest.current.put((now) => ({ ...now, cases: now.cases.map((one) => (one.id === id ? next(one) : one)) }))
    }
    const expect = (id: string, output: unknown) => {
      const expected = expectedOf(latest.current.draft.body, output)
      change(id, (one) => (expected === undefined ? withoutExpected(one) : { ...one, expected }))
    }
    return {
      expectNow(id) {
        const one = find(id)
        if (!one) return
        const rows = rowsOfPart(latest.current.draft.body)
        previewPart(client, { rows, cases: [{ id, input: one.input ?? null }], environment: 'test' }).then(({ cases: [answer] }) => {
          if (answer?.error) notifyProblem(answer.error)
          else expect(id, answer?.output)
        }, notifyProblem)
      },
      expect,
      expectNothing: (id) => change(id, withoutExpected),
      rename(id) {
        askName(t('Rename the case'), find(id)?.name ?? '', (name) => change(id, (one) => ({ ...one, name })))
      },
      remove(id) {
        askFirst({
          title: t('Remove the case “{{name}}”?', { name: find(id)?.name ?? '' }),
          text: t('Undo brings it back.'),
          confirm: t('Remove the case'),
          onConfirm: () => latest.current.put((now) => ({ ...now, cases: now.cases.filter((one) => one.id !== id) })),
        })
      },
    }
  }, [client, latest])
}

function withoutExpected(one: PartCase): PartCase {
  const { expected: _, ...rest } = one
  return rest
}
