// CloneTemplatePage
export function CloneTemplatePage() {
  return <div />
}
