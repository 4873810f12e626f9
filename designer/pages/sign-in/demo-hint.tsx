// Tells a newcomer the demo's sign-in and fills it in.
import { Button, Text } from '@mantine/core'
import type { SetupState } from '#shared/api/contract.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './demo-hint.module.css'

type Demo = NonNullable<SetupState['demo']>

export function DemoHint({ demo, onFill }: { readonly demo: Demo; readonly onFill: (demo: Demo) => void }) {
  return (
    <div className={classes.hint}>
      <Icon name="test-tube-diagonal" size={18} color="var(--tf-accent-text)" />
      <div className={classes.words}>
        <Text fz="sm" fw={550}>
          {t('This is a demo')}
        </Text>
        <Text fz="xs" c="dimmed" className={classes.account}>
          {demo.email} · <span>{demo.password}</span>
        </Text>
      </div>
      <Button size="xs" variant="default" onClick={() => onFill(demo)}>
        {t('Fill in')}
      </Button>
    </div>
  )
}
