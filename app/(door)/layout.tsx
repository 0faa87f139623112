// Every page reads the database afresh; nothing of it is rendered at build.
export const dynamic = 'force-dynamic'

export default function DoorLayout({ children }: { children: React.ReactNode }) {
  return <div className="threshold">{children}</div>
}
