import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startCusp } from '../main/cli/run-cusp.ts'
import { launchBrowser } from '../setup/chromium.ts'

const patience = { timeout: 60_000 }

async function serve(folder: string, port: string) {
  const { child, ended, soFar } = startCusp(['serve', '--port', port], folder)
  await expect.poll(() => soFar().stdout, patience).toMatch(/^Cusp is at \S+\n/)
  return { child, ended, address: /http:\S+/.exec(soFar().stdout)?.[0] ?? '' }
}

it('e2e/restart: the address of a host that was killed and started again brings the page back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  const browser = await launchBrowser()
  const first = await serve(folder, '0')
  try {
    const page = await browser.newPage()
    await page.goto(first.address)
    await page.getByRole('link', { name: 'Queue' }).first().click()
    await page.getByText('Nothing is computed now.').waitFor(patience)
    first.child.kill('SIGKILL')
    await first.ended
    const second = await serve(folder, new URL(first.address).port)
    try {
      await page.getByText('no valid access token').first().waitFor(patience)
      await page.goto(second.address)
      await page
        .getByText('no valid access token')
        .first()
        .waitFor({ ...patience, state: 'hidden' })
      await page.getByText('Nothing is computed now.').waitFor(patience)
      expect(new URL(page.url()).hash).toBe('#/queue')
    } finally {
      second.child.kill('SIGINT')
      await second.ended
    }
  } finally {
    first.child.kill('SIGKILL')
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 240_000)
