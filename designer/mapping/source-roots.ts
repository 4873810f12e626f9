// Where the source tree begins: the item of the list that is mapped, the record, the trigger, earlier steps.
import { t } from '#designer/i18n/index.ts'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { isRecord } from '#shared/json.ts'
import type { MappingSample } from './mapping-samples.ts'
import { toldBelow, type ToldFields } from './told-fields.ts'
import type { SourceRoot } from './source-tree.ts'

const NO_TITLES: ReadonlyMap<string, string> = new Map()

/** The chosen sample first: its values are shown, the names of all are. */
export function sourceRoots(
  samples: readonly MappingSample[],
  chosen: number,
  scope: ExpressionScope,
  item: unknown,
  told: readonly ToldFields[] = [],
  place?: string,
): SourceRoot[] {
  const first = samples[chosen]
  if (!first && scope.record === undefined && told.length === 0) return []
  const ordered = first ? [first, ...samples.filter((one) => one !== first)] : []
  const steps = isRecord(scope.steps) && Object.keys(scope.steps).length > 0
  const titles = scope.titles ?? NO_TITLES
  return [
    ...(item === undefined ? [] : [{ path: '$', label: t('Item of the list'), values: [item], titles, place }]),
    {
      path: '',
      titles,
      place: '',
      label: t('Record'),
      values: first ? ordered.map(({ record }) => record) : [scope.record],
      told: toldBelow(told, ''),
    },
    ...(scope.trigger === undefined
      ? []
      : [
          {
            path: '$trigger',
            label: t('What started the flow'),
            titles,
            place: '$trigger',
            values: first ? ordered.map(({ trigger }) => trigger) : [scope.trigger],
            told: toldBelow(told, '$trigger'),
          },
        ]),
    ...(steps
      ? [
          {
            path: '$steps',
            label: t('Steps before'),
            titles,
            place: '$steps',
            values: ordered.map((one) => one.steps),
            told: toldBelow(told, '$steps'),
          },
        ]
      : []),
  ]
}
