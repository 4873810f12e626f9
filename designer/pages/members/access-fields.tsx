// What a member may do, and for whom.
import { MultiSelect, Select } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { ROLES, type Role } from '#shared/model/accounts.ts'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { roleDescription, roleLabel } from '#designer/ui/role-label.ts'

export interface Access {
  readonly role: Role
  /** Empty: all clients. */
  readonly clientIds: string[]
}

export const clientsProblem = (clientIds: readonly string[], { role }: Access) =>
  role === 'client-viewer' && clientIds.length === 0 ? t('Choose the clients they may see.') : null

export interface AccessFieldsProps {
  readonly role: Role
  readonly props: (field: 'role' | 'clientIds') => GetInputPropsReturnType
}

export function AccessFields({ role, props }: AccessFieldsProps) {
  const { clients } = useSession()
  return (
    <>
      <Select
        label={t('Role')}
        description={roleDescription(role)}
        allowDeselect={false}
        data={ROLES.map((one) => ({ value: one, label: roleLabel(one) }))}
        {...props('role')}
      />
      <MultiSelect
        label={t('Clients')}
        description={t('Leave it empty for all clients.')}
        data={clients.map((client) => ({ value: client.id, label: client.name }))}
        searchable
        {...props('clientIds')}
      />
    </>
  )
}
