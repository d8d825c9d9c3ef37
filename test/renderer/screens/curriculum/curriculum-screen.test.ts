import '../../browser.ts'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunSpec } from '#contract'
import AppView from '../../../../src-renderer/App.svelte'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost } from '../../fake-host.ts'
import { sampleSpec } from './sample-spec.ts'

let app: App | undefined
let opened = 0

function specWith([first, second] = ['warm up', 'full']): RunSpec {
  const spec = sampleSpec()
  const names = [first, second]
  const stages = spec.curriculum.stages.map((stage, i) => ({ ...stage, name: names[i] ?? '' }))
  return { ...spec, curriculum: { ...spec.curriculum, stages } }
}

/** Opens the editor on a curriculum of its own: what is open outlives the screen. */
async function openEditor(
  change: { stages?: [string, string] } = {},
): Promise<{ host: FakeHost; id: string }> {
  const id = `c${++opened}`
  const host = new FakeHost()
  const entry = { id, name: 'sample', updatedAt: 0, parent: null }
  host.answers.set('system.status', () => ({
    version: '0',
    dataFolder: '/d',
    databaseBytes: 0,
    runs: 0,
    running: 0,
    waiting: 0,
    engine: 'onnx',
  }))
  host.answers.set('curricula.list', () => [entry])
  host.answers.set('curricula.get', () => ({ ...entry, spec: specWith(change.stages) }))
  host.answers.set('curricula.save', (input: object) => ({ ...entry, ...input, id: 'copy' }))
  host.answers.set('curricula.remove', () => ({}))
  host.answers.set('curricula.sitting', () => ({ sitting: null }))
  host.answers.set('curricula.keepSitting', () => ({}))
  localStorage.clear()
  window.location.hash = `#/curricula/${id}`
  app = new App(host.door, window)
  render(AppView, { app })
  await screen.findAllByRole('slider')
  return { host, id }
}

const keyNamed = (name: string): HTMLElement => screen.getByLabelText(name)
const textOf = (name: string): string | null => keyNamed(name).getAttribute('aria-valuetext')
const keys = (lane: string): HTMLElement[] =>
  screen.queryAllByLabelText(new RegExp(`^${lane}, key`))

async function press(key: string, held: object = {}): Promise<void> {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held })
}

async function type(label: string, text: string): Promise<HTMLElement> {
  const field = screen.getByLabelText(label)
  field.focus()
  await fireEvent.input(field, { target: { value: text } })
  await fireEvent.keyDown(field, { key: 'Enter' })
  return field
}

afterEach(() => app?.close())

describe('screens/curriculum', () => {
  it('reads each key aloud by place and value', async () => {
    await openEditor()
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 5, epsilon 4/255')
    expect(textOf('Learning rate, key 2 of 2')).toBe('epoch 6, learning rate 0.001')
  })

  it('has one stop for Tab in each lane', async () => {
    await openEditor()
    const stops = screen
      .getAllByRole('slider')
      .filter((key) => key.tabIndex === 0 && key.dataset['key'])
    expect(stops.map((key) => key.dataset['key'])).toEqual([
      'epsilon-0',
      'rotation-0',
      'learningRate-0',
    ])
  })

  it('moves a key by the arrow keys, and undo takes it back', async () => {
    await openEditor()
    keyNamed('Radius ε, key 2 of 3').focus()
    await press('ArrowRight')
    await press('ArrowUp')
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 6, epsilon 5/255')
    await press('ArrowRight', { altKey: true })
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 6.05, epsilon 5/255')
    await press('z', { ctrlKey: true })
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 5, epsilon 4/255')
    await press('Z', { ctrlKey: true, shiftKey: true })
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 6.05, epsilon 5/255')
  })

  it('adds a key with A, goes on to it and removes it with Delete', async () => {
    await openEditor()
    keyNamed('Rotation, key 1 of 2').focus()
    await press('a')
    expect(keys('Rotation')).toHaveLength(3)
    await waitFor(() => expect(document.activeElement).toBe(keyNamed('Rotation, key 2 of 3')))
    expect(textOf('Rotation, key 2 of 3')).toBe('epoch 6, rotation 60°')
    await press('Delete')
    expect(keys('Rotation')).toHaveLength(2)
  })

  it('goes along a lane with Page Down and End', async () => {
    await openEditor()
    keyNamed('Radius ε, key 1 of 3').focus()
    await press('PageDown')
    await waitFor(() => expect(document.activeElement).toBe(keyNamed('Radius ε, key 2 of 3')))
    await press('End')
    await waitFor(() => expect(document.activeElement).toBe(keyNamed('Radius ε, key 3 of 3')))
  })

  it('takes exact values, and refuses an epsilon of 8 with what was meant', async () => {
    await openEditor()
    keyNamed('Radius ε, key 2 of 3').focus()
    await press('Enter')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Value')))
    await type('Value', '8')
    expect(screen.getByText(/did you mean 8\/255 = 0.0314\?/)).toBeTruthy()
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 5, epsilon 4/255')
    await type('Value', '6/255')
    await waitFor(() => expect(document.activeElement).toBe(keyNamed('Radius ε, key 2 of 3')))
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 5, epsilon 6/255')
    await type('Epoch', '4')
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 4, epsilon 6/255')
  })

  it('writes JSON both ways and keeps the timeline while the text is wrong', async () => {
    await openEditor()
    await fireEvent.click(screen.getByLabelText('Both'))
    const area = screen.getByLabelText<HTMLTextAreaElement>('Spec as JSON')
    const right = area.value
    await fireEvent.input(area, { target: { value: right.replace('"value": 90', '"value": 60') } })
    expect(textOf('Rotation, key 2 of 2')).toBe('the end, rotation 60°')
    await fireEvent.input(area, { target: { value: right.replace('"value": 90', '"value": 999') } })
    expect(area.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/rotation is 999/, { selector: '.note *' })).toBeTruthy()
    expect(textOf('Rotation, key 2 of 2')).toBe('the end, rotation 60°')
    await fireEvent.click(screen.getByRole('button', { name: 'Discard this text' }))
    expect(area.value).toContain('"value": 60')
    keyNamed('Rotation, key 2 of 2').focus()
    await press('ArrowUp')
    expect(area.value).toContain('"value": 65')
  })

  it('keeps a group of settings open while one of them is set', async () => {
    await openEditor()
    const group = screen.getByText('Images').closest('details')
    if (!group) throw new Error('The images have no group.')
    group.open = true
    await fireEvent(group, new Event('toggle'))
    await type('Images evaluated', '64')
    expect(screen.getByText(/evaluation.subset.count is 64 instead of 256/)).toBeTruthy()
    expect(group.open).toBe(true)
  })

  it('saves, and says that something is not saved', async () => {
    const { host, id } = await openEditor()
    expect(screen.getByText('saved')).toBeTruthy()
    keyNamed('Radius ε, key 2 of 3').focus()
    await press('ArrowUp')
    expect(screen.getByText('edited')).toBeTruthy()
    await press('s', { ctrlKey: true })
    await screen.findByText('saved')
    const call = host.calls.find(({ name }) => name === 'curricula.save')
    expect(call?.input).toMatchObject({ id, name: 'sample' })
    const { spec } = call?.input as { spec: RunSpec }
    expect(spec.curriculum.lanes.epsilon?.[1]?.value).toBeCloseTo(5 / 255, 12)
  })

  it('starts a run for each seed and goes where they are', async () => {
    const { host } = await openEditor()
    host.answers.set('runs.start', () => ({ runs: ['r0', 'r1', 'r2'] }))
    await fireEvent.click(screen.getByRole('button', { name: 'Train…' }))
    const dialog = screen.getByRole('dialog', { name: 'Train' })
    await fireEvent.input(within(dialog).getByLabelText(/Seeds/), { target: { value: '0-2' } })
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Start' }))
    await waitFor(() => expect(window.location.hash).toBe('#/queue'))
    const call = host.calls.find(({ name }) => name === 'runs.start')
    const { specs, group } = call?.input as { specs: RunSpec[]; group: string }
    expect(specs.map(({ seed }) => seed)).toEqual([0, 1, 2])
    expect(group).toBe('sample')
  })

  it('says before the start what a sweep lets the evaluation not reach', async () => {
    await openEditor()
    await fireEvent.click(screen.getByRole('button', { name: 'Train…' }))
    const dialog = screen.getByRole('dialog', { name: 'Train' })
    expect(within(dialog).queryByText(/but evaluates/)).toBeNull()
    const sweep = within(dialog).getByLabelText(/^Sweep/)
    const value = 'curriculum.lanes.epsilon[1].value = 0.02, 0.2'
    await fireEvent.input(sweep, { target: { value } })
    expect(
      await within(dialog).findByText('It trains up to ε = 0.2, but evaluates at most ε = 8/255.'),
    ).toBeTruthy()
  })

  it('shows the host’s sentence where it will not start', async () => {
    const { host } = await openEditor()
    host.refusals.set('runs.start', 'The queue is closed.')
    host.answers.set('runs.start', () => ({ runs: [] }))
    await fireEvent.click(screen.getByRole('button', { name: 'Train…' }))
    const dialog = screen.getByRole('dialog', { name: 'Train' })
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Start' }))
    expect(await within(dialog).findByText('The queue is closed.')).toBeTruthy()
  })

  it('adds a lane from the menu and inserts the keys of a preset', async () => {
    await openEditor()
    await fireEvent.click(screen.getByRole('button', { name: 'Add lane' }))
    await fireEvent.click(screen.getByRole('menuitem', { name: /Translation/ }))
    expect(keys('Translation')).toHaveLength(1)
    await fireEvent.click(screen.getByRole('button', { name: 'Presets' }))
    await fireEvent.click(screen.getByRole('menuitem', { name: /Constant/ }))
    expect(keys('Radius ε')).toHaveLength(1)
    await press('z', { ctrlKey: true })
    expect(keys('Radius ε')).toHaveLength(3)
  })

  it('saves a copy under another name and opens it', async () => {
    const { host } = await openEditor()
    await fireEvent.click(screen.getByRole('button', { name: 'More' }))
    await fireEvent.click(screen.getByRole('menuitem', { name: /Save as/ }))
    const dialog = screen.getByRole('dialog', { name: 'Save as' })
    expect(within(dialog).getByLabelText<HTMLInputElement>('Name').value).toBe('sample copy')
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(window.location.hash).toBe('#/curricula/copy'))
    const call = host.calls.find(({ name }) => name === 'curricula.save')
    expect(call?.input).toMatchObject({ name: 'sample copy' })
    expect(call?.input).not.toHaveProperty('id')
  })

  it('follows edits also after the screen was left and come back to', async () => {
    const { id } = await openEditor()
    app?.router.go({ screen: 'help', topic: null })
    await waitFor(() => expect(screen.queryAllByRole('slider')).toHaveLength(0))
    app?.router.go({ screen: 'curriculum', id })
    await screen.findAllByRole('slider')
    keyNamed('Radius ε, key 2 of 3').focus()
    await press('ArrowUp')
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 5, epsilon 5/255')
    await press('z', { ctrlKey: true })
    expect(textOf('Radius ε, key 2 of 3')).toBe('epoch 5, epsilon 4/255')
  })

  it('says why a curriculum cannot be opened, and leads to the others', async () => {
    const host = new FakeHost()
    host.refusals.set('curricula.get', 'No saved curriculum has the id “gone”.')
    localStorage.clear()
    window.location.hash = '#/curricula/gone'
    app = new App(host.door, window)
    render(AppView, { app })
    expect(await screen.findByText('No saved curriculum has the id “gone”.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'All curricula' })).toBeTruthy()
  })

  it('draws stages of one name, and moves the playhead from the keyboard', async () => {
    await openEditor({ stages: ['same', 'same'] })
    expect(screen.getAllByText('same')).toHaveLength(2)
    screen.getByLabelText('Playhead').focus()
    await press('ArrowRight')
    expect(screen.getByLabelText('Playhead').getAttribute('aria-valuetext')).toBe('epoch 2')
    expect(screen.getByText('At step 20')).toBeTruthy()
  })

  it('deletes after asking', async () => {
    const { host, id } = await openEditor()
    await fireEvent.click(screen.getByRole('button', { name: 'More' }))
    await fireEvent.click(screen.getByRole('menuitem', { name: /Delete/ }))
    const dialog = screen.getByRole('dialog', { name: 'Delete sample?' })
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(window.location.hash).toBe('#/curricula'))
    expect(host.calls.find(({ name }) => name === 'curricula.remove')?.input).toEqual({ id })
  })
})
