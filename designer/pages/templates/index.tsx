// TemplatesPage
export function TemplatesPage() {
  return <div />
}
