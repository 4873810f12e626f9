// Why a form could not be saved, above its buttons.
import { Alert, List, Text } from '@mantine/core'
import { toProblemData } from '#designer/api/client.ts'
import { SupportLine } from '#designer/brand/support-line.tsx'
import { Icon } from './icon.tsx'

export function FormProblem({ error }: { readonly error: unknown }) {
  if (error === null || error === undefined) return null
  const problem = toProblemData(error)
  return (
    <Alert color="red" variant="light" icon={<Icon name="triangle-alert" />} title={problem.detail} role="alert">
      <Text fz="sm">{problem.fix}</Text>
      {/* What the person wrote they mend themselves. */}
      {problem.status >= 500 && <SupportLine mt={6} />}
      {problem.issues && problem.issues.length > 0 && (
        <List fz="sm" mt={6}>
          {problem.issues.slice(0, 8).map((issue, i) => (
            <List.Item key={i}>
              {issue.message} {issue.fix}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  )
}
