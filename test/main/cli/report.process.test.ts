import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fiveArms, recordedStudy } from '../../setup/recorded-study.ts'
import { errorIn, runCusp } from './run-cusp.ts'

let folder: string
const report = (...args: string[]) => runCusp(['report', ...args], folder)
const read = (file: string) => readFileSync(join(folder, file), 'utf8')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-report-'))
  const archive = await recordedStudy({ arms: fiveArms, seeds: [0, 1], steps: 100, images: 64 })
  writeFileSync(join(folder, 'five.json.gz'), archive)
  const { stdout } = await runCusp(['study', 'import', 'five.json.gz', '--json'], folder)
  const { runs } = JSON.parse(stdout) as { runs: string[] }
  const panel = (spec: object) => `\`\`\`cusp\n${JSON.stringify(spec)}\n\`\`\``
  const text = [
    'What came of *five* arms.',
    panel({ panel: 'table', runs, metrics: ['clean', 'adversarial'] }),
    panel({ panel: 'curriculum', runs: runs.slice(0, 1) }),
    panel({ panel: 'tabel' }),
  ]
  writeFileSync(join(folder, 'five.md'), text.join('\n\n'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('cusp report', () => {
  it('keeps a file as a report, says which line is wrong, and shows it as it was typed', async () => {
    const saved = await report('save', 'Five arms', 'five.md')
    expect(saved).toMatchObject({ code: 0 })
    expect(saved.stdout).toMatch(/^Five arms \(\w{10}\), version 1\n$/)
    expect(saved.stderr).toMatch(/five\.md:12: .*did you mean "table"\?/)
    expect((await report('show', 'Five arms')).stdout).toBe(`${read('five.md')}\n`)
    const { stdout } = await report('list', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ reports: [{ name: 'Five arms', version: 1 }] })
  })

  it('exports one page, Markdown with its figures beside it, and LaTeX', async () => {
    const files = ['--html', 'a/five.html', '--markdown', 'a/out.md', '--latex', 'a/five.tex']
    const ended = await report('export', 'Five arms', ...files, '--at', '2026-11-30T12:00Z')
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.stderr).toMatch(/Line 12/)
    expect(read('a/five.html')).toMatch(/^<!doctype html>[^]*2026-11-30 12:00 UTC/)
    expect(read('a/out.md')).toContain('](out-figures/figure-1.svg)')
    expect(read('a/out-figures/figure-1.svg')).toMatch(/^<svg /)
    expect(read('a/five.tex')).toContain('\\begin{tabular}{lrr}')
    const again = ['--html', 'b.html', '--at', '2026-11-30T12:00Z']
    await report('export', 'Five arms', ...again)
    expect(read('b.html')).toBe(read('a/five.html'))
  })

  it('prints a PDF with its name and pages', async () => {
    expect(await report('export', 'Five arms', '--pdf', 'five.pdf')).toMatchObject({ code: 0 })
    const pdf = readFileSync(join(folder, 'five.pdf'))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const text = pdf.toString('latin1')
    expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(0)
    expect(text).toContain('(Five arms)')
    // What is printed are letters and lines, not a picture of them.
    const streams = [...text.matchAll(/stream\r?\n([^]*?)endstream/g)].map(([, body]) => body)
    const drawn = streams.flatMap((body) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
      } catch {
        return []
      }
    })
    expect(drawn.some((page) => /\bBT\b[^]*\bET\b/.test(page))).toBe(true)
    expect(existsSync(join(folder, 'data', 'cache'))).toBe(true)
  })

  it('says what is missing', async () => {
    const unknown = await report('export', 'Six arms', '--html', 'x.html', '--json')
    expect(unknown.code).toBe(2)
    expect(errorIn(unknown)).toMatchObject({ code: 'report.unknown' })
    expect(errorIn(unknown).message).toContain('"Five arms"')
    expect(errorIn(await report('export', 'Five arms', '--json'))).toMatchObject({
      place: '--html',
    })
    process.env['CHROMIUM_PATH'] = '/nowhere/chromium'
    const printed = await report('export', 'Five arms', '--pdf', 'x.pdf', '--json')
    delete process.env['CHROMIUM_PATH']
    expect(errorIn(printed)).toMatchObject({ code: 'report.browser', place: 'CHROMIUM_PATH' })
  })
})
