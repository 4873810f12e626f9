// The bar above the grid: search, filter, how many cells fail and the way from one to the next, words or JSONata.
import { ActionIcon, Button, Menu, SegmentedControl, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { FILTER_LABELS, GRID_FILTERS, type GridFilter } from './grid-filter.ts'
import classes from './mapping-workspace.module.css'

export type MappingView = 'grid' | 'lines'

export interface WorkspaceBarProps {
  readonly search: string
  readonly onSearch: (text: string) => void
  readonly filter: GridFilter
  readonly onFilter: (filter: GridFilter) => void
  /** Lines of each filter. */
  readonly counts: Readonly<Record<GridFilter, number>>
  readonly hasTemplate: boolean
  readonly failing: number
  readonly onStep: (by: 1 | -1) => void
  readonly inWords: boolean
  readonly onInWords: (inWords: boolean) => void
  readonly view: MappingView
  readonly onView: (view: MappingView) => void
  readonly pending: boolean
  readonly stale: boolean
  /** Chooses what the shown rows use. */
  readonly usesSelect: ReactNode
  readonly showSource: boolean
  readonly onShowSource: () => void
  readonly children: ReactNode
}

export function WorkspaceBar(props: WorkspaceBarProps) {
  const { search, onSearch, filter, onFilter, counts, hasTemplate, failing, onStep, inWords, onInWords, view, onView, pending, stale } =
    props
  const filters = GRID_FILTERS.filter(
    (one) => (one !== 'changed' || hasTemplate) && (one !== 'drift' || counts.drift > 0 || filter === 'drift'),
  )
  return (
    <div className={classes.bar}>
      {props.showSource || view === 'lines' ? null : (
        <ActionIcon aria-label={t('Show source fields')} title={t('Show source fields')} onClick={props.onShowSource}>
          <Icon name="panel-left" size={16} />
        </ActionIcon>
      )}
      <SegmentedControl
        size="xs"
        value={view}
        aria-label={t('How the mapping is shown')}
        onChange={(value) => onView(value as MappingView)}
        data={[
          { value: 'grid', label: t('Grid') },
          { value: 'lines', label: t('Lines') },
        ]}
      />
      <TextInput
        className={classes.search ?? ''}
        size="xs"
        placeholder={t('Search target fields')}
        aria-label={t('Search target fields')}
        leftSection={<Icon name="search" size={13} />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      <Menu position="bottom-start" width={250} withinPortal>
        <Menu.Target>
          <Button
            size="xs"
            variant={filter === 'all' ? 'default' : 'light'}
            leftSection={<Icon name="list-filter" size={13} />}
            rightSection={<Icon name="chevron-down" size={13} />}
            aria-label={t('Which fields: {{filter}}', { filter: t(FILTER_LABELS[filter]) })}
          >
            {t(FILTER_LABELS[filter])} {counts[filter]}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {filters.map((one) => (
            <Menu.Item
              key={one}
              onClick={() => onFilter(one)}
              leftSection={<Icon name={one === filter ? 'check' : 'minus'} size={13} style={one === filter ? undefined : { opacity: 0 }} />}
              rightSection={<span className={classes.count}>{counts[one]}</span>}
            >
              {t(FILTER_LABELS[one])}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {props.usesSelect}
      <Sign counts={counts} onFilter={onFilter} />
      {failing > 0 ? (
        <span className={classes.steps} role="group" aria-label={t('Failing cells')}>
          <ActionIcon
            size={24}
            aria-label={t('Failing cell before')}
            title={t('Failing cell before (Shift+F8)')}
            onClick={() => onStep(-1)}
          >
            <Icon name="chevron-up" size={14} />
          </ActionIcon>
          <span>{t('cells-fail', { count: failing })}</span>
          <ActionIcon size={24} aria-label={t('Next failing cell')} title={t('Next failing cell (F8)')} onClick={() => onStep(1)}>
            <Icon name="chevron-down" size={14} />
          </ActionIcon>
        </span>
      ) : null}
      <div className={classes.spacer} />
      {stale ? (
        <span className={classes.stale} role="status">
          <Icon name="triangle-alert" size={13} />
          {t('The results are older than the rules: the server did not answer.')}
        </span>
      ) : null}
      <span className={classes.pending} data-on={pending || undefined} aria-hidden />
      {view === 'grid' ? (
        <SegmentedControl
          size="xs"
          value={inWords ? 'words' : 'jsonata'}
          aria-label={t('How rules are shown')}
          onChange={(value) => onInWords(value === 'words')}
          data={[
            { value: 'words', label: t('Words') },
            { value: 'jsonata', label: t('JSONata') },
          ]}
        />
      ) : null}
      {props.children}
    </div>
  )
}

function Sign({ counts, onFilter }: Pick<WorkspaceBarProps, 'counts' | 'onFilter'>) {
  if (counts.unmapped > 0)
    return (
      <button type="button" className={classes.needed} data-tone="bad" onClick={() => onFilter('unmapped')}>
        <Icon name="circle-alert" size={14} />
        {t('required-unmapped', { count: counts.unmapped })}
      </button>
    )
  return (
    <span className={classes.fine}>
      <Icon name="circle-check" size={14} />
      {t('All required fields are mapped')}
    </span>
  )
}
