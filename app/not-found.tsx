// The front door answers 404 with a page of its own; without this the framework would send one along with every page.
export default function Empty() {
  return null
}
