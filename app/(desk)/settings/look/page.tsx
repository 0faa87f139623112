import type { Metadata } from 'next'
import { LookAtTiers } from '#components/tiers/look-at-tiers'
import { LookBook } from '#components/ui/look-book'
import { allow } from '../../../_web/allow.ts'

export const metadata: Metadata = { title: '外观' }

export default async function LookPage() {
  await allow('settings.read')
  return (
    <>
      <LookBook />
      <LookAtTiers />
    </>
  )
}
