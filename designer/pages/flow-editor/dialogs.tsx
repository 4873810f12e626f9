// The dialog that is open over the editor, if any.
import { ShortcutsDialog } from './commands/shortcuts-dialog.tsx'
import { useEditor } from './state/context.ts'
import { CompareDialog } from './versions/compare-dialog.tsx'
import { DeployDialog } from './versions/deploy-dialog.tsx'
import { PublishDialog } from './versions/publish-dialog.tsx'

export function Dialogs() {
  const dialog = useEditor((state) => state.dialog)
  const look = useEditor((state) => state.look)
  const close = () => look({ dialog: undefined })
  switch (dialog?.kind) {
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />
    case 'publish':
      return <PublishDialog onClose={close} onDeploy={(version) => look({ dialog: { kind: 'deploy', version } })} />
    case 'deploy':
      return <DeployDialog version={dialog.version} onClose={close} />
    case 'compare':
      return <CompareDialog from={dialog.from} to={dialog.to} onClose={close} />
    case undefined:
      return null
  }
}
