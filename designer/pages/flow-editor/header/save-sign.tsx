// Whether the draft is saved, in the header: a word and an icon, announced to screen readers.
import { t } from '#designer/i18n/index.ts'
import { Icon, type IconName } from '#designer/ui/icon.tsx'
import { toProblemData } from '#designer/api/client.ts'
import { useEditor } from '../state/context.ts'
import classes from './header.module.css'

export function SaveSign() {
  const save = useEditor((state) => state.save)
  const dirty = useEditor((state) => state.document !== state.saved)
  const readOnly = useEditor((state) => state.readOnly)
  const [icon, word, tone]: [IconName, string, string] = readOnly
    ? ['lock', t('Read only'), 'quiet']
    : save.kind === 'failed'
      ? ['cloud-alert', t('Not saved'), 'bad']
      : save.kind === 'conflict'
        ? ['cloud-alert', t('Not saved: newer revision'), 'bad']
        : save.kind === 'saving' || dirty
          ? ['cloud', t('Saving…'), 'quiet']
          : ['cloud-check', t('Saved'), 'quiet']
  return (
    <span
      className={classes.save}
      data-tone={tone}
      role="status"
      title={save.kind === 'failed' && save.error ? toProblemData(save.error).detail : undefined}
    >
      <Icon name={icon} size={15} />
      <span className={classes.saveWord}>{word}</span>
    </span>
  )
}
