// The header of a sample's column: its name, how many of its cells fail, and which one is looked at.
import { Menu, UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './grid.module.css'
import { LazyMenu } from './lazy-menu.tsx'
import type { MappingSample, SampleActions } from './mapping-samples.ts'

export interface SampleHeadProps {
  readonly sample: MappingSample
  readonly bad: number
  readonly active: boolean
  readonly onChoose: (id: string) => void
  readonly actions: SampleActions | undefined
}

export const SampleHead = memo(function SampleHead({ sample, bad, active, onChoose, actions }: SampleHeadProps) {
  const state = sample.unreached
    ? t('It does not come as far as this step.')
    : bad > 0
      ? t('cells-fail', { count: bad })
      : t('Nothing fails')
  return (
    <span role="columnheader" className={classes.sampleHead} data-active={active || undefined}>
      <UnstyledButton
        className={classes.sampleButton ?? ''}
        aria-pressed={active}
        title={`${sample.name} · ${state}`}
        onClick={() => onChoose(sample.id)}
      >
        <span className={classes.sampleName}>{sample.name}</span>
        {sample.unreached ? (
          <Icon name="circle-slash" size={12} />
        ) : bad > 0 ? (
          <span className={classes.sampleBad}>{bad}</span>
        ) : (
          <Icon name="check" size={12} />
        )}
      </UnstyledButton>
      {actions && sample.id !== 'pasted' ? (
        <LazyMenu
          position="bottom-end"
          width={280}
          icon="ellipsis"
          label={t('More for sample {{sample}}', { sample: sample.name })}
          disabled={false}
          look="hover"
        >
          {() => <SampleItems sample={sample} actions={actions} />}
        </LazyMenu>
      ) : null}
    </span>
  )
})

function SampleItems({ sample, actions }: { readonly sample: MappingSample; readonly actions: SampleActions }) {
  return (
    <>
      <Menu.Item
        leftSection={<Icon name="list-checks" size={15} />}
        disabled={sample.unreached}
        onClick={() => actions.expectNow(sample.id)}
      >
        {t('Expect what comes out now')}
        <span className={classes.help}>{t('Checked from now on: here, before publishing and by flow test.')}</span>
      </Menu.Item>
      {sample.expected === undefined ? null : (
        <Menu.Item leftSection={<Icon name="circle-slash" size={15} />} onClick={() => actions.expectNothing(sample.id)}>
          {t('Expect nothing of this step')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item leftSection={<Icon name="pencil" size={15} />} onClick={() => actions.rename(sample.id)}>
        {t('Rename…')}
      </Menu.Item>
      <Menu.Item color="red" leftSection={<Icon name="trash-2" size={15} />} onClick={() => actions.remove(sample.id)}>
        {t('Remove the sample')}
      </Menu.Item>
    </>
  )
}
