// RunsPage
export function RunsPage() {
  return <div />
}
