// Chooses a source field, lookup table or function; the grid then shows the rows that use it.
import { Select } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { pathLabel, saysMore } from '#designer/editor/field-names.ts'
import type { UseKind, usesIn } from './uses.ts'

export interface UsesSelectProps {
  readonly uses: ReturnType<typeof usesIn>
  readonly scope: ExpressionScope
  readonly value: string | undefined
  readonly onChange: (key: string | undefined) => void
}

const GROUPS: Readonly<Record<UseKind, string>> = { field: 'Source fields', table: 'Lookup tables', function: 'Functions' }

export function UsesSelect({ uses, scope, value, onChange }: UsesSelectProps) {
  const kinds = (Object.keys(GROUPS) as UseKind[]).map((kind) => ({
    group: t(GROUPS[kind]),
    items: [...uses]
      .filter(([, { use }]) => use.kind === kind)
      .map(([key, { use, rows }]) => ({
        value: key,
        label: `${use.kind === 'field' ? inBoth(use.name, scope) : use.name} (${rows.size})`,
      })),
  }))
  return (
    <Select
      size="xs"
      w={170}
      aria-label={t('Rows that use')}
      placeholder={t('Rows that use…')}
      leftSection={<Icon name="scan-search" size={13} />}
      data={kinds.filter(({ items }) => items.length > 0)}
      value={value !== undefined && uses.has(value) ? value : null}
      onChange={(key) => onChange(key ?? undefined)}
      searchable
      clearable
      nothingFoundMessage={t('Nothing is called that.')}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
    />
  )
}

function inBoth(path: string, scope: ExpressionScope): string {
  const label = pathLabel(path, scope)
  return saysMore(path, label) ? `${label} · ${path}` : label
}
