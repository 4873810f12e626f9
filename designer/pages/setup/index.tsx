// SetupPage
export function SetupPage() {
  return <div />
}
