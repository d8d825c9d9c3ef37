import { implement, ORPCError } from '@orpc/server'
import { contract } from '#contract'
import { compareRuns, disagreementsOf, overlayMetrics } from './comparison/index.ts'
import { placesOf, type Desk } from './desk.ts'
import { spoken } from './disk-full.ts'
import {
  exportStudy,
  finishedStudies,
  finishedVerdict,
  importArchive,
  openFinished,
} from './procedures/archives.ts'
import {
  curriculumSitting,
  curriculumVersions,
  getCurriculum,
  keepSitting,
  listCurricula,
  removeCurriculum,
  saveCurriculum,
} from './procedures/curricula.ts'
import { listComparisons, removeComparison, saveComparison } from './procedures/comparisons.ts'
import {
  drawFigureAsked,
  getFigure,
  listFigures,
  removeFigure,
  renameFigure,
  saveFigure,
} from './procedures/figures.ts'
import { createCatalogue } from './procedures/datasets.ts'
import { createRunTable } from './procedures/run-table.ts'
import { purgeRuns } from './procedures/removals.ts'
import * as shelf from './procedures/shelf.ts'
import { requireDatasets, requireOwnFiles } from './procedures/sources.ts'
import { createLoader, gallery } from './procedures/gallery.ts'
import { measureEquivariance } from './procedures/equivariance.ts'
import { exportRun } from './procedures/exports.ts'
import { bundleRoutes, foreignRoutes, parcelRoutes } from './procedures/bundle-routes.ts'
import { costRoutes } from './procedures/cost-routes.ts'
import { laboratoryRoutes } from './procedures/laboratory-routes.ts'
import { bringModel, importModel, requireModels } from './procedures/models.ts'
import {
  cancelRun,
  checkpointRun,
  evaluateRun,
  feedSince,
  getRun,
  listRuns,
  pauseRun,
  resumeRun,
  startRuns,
} from './procedures/runs.ts'
import { getQueue, moveInQueue, setConcurrency } from './procedures/queue.ts'
import { reportRoutes } from './procedures/report-routes.ts'
import { protocolFor } from './procedures/protocols.ts'
import { rehearseRun } from './procedures/rehearsals.ts'
import { sampleStudy, startSample, startStudy } from './procedures/studies.ts'
import { doctor, preferEngine, status } from './procedures/system.ts'
import { toRefused } from './transport/refusal.ts'
import type { Caller, HostRouter } from './transport/router.ts'

/** The contract, kept. Whatever a procedure refuses leaves as `REFUSED` with its code and place. */
export function createRouter(desk: Desk): HostRouter {
  const os = implement(contract)
    .$context<Caller>()
    .use(async ({ next }) => {
      try {
        return await next()
      } catch (error) {
        // What oRPC itself refuses (an input off its schema) is said by the transport, which has it.
        throw error instanceof ORPCError ? error : toRefused(spoken(error, desk))
      }
    })
  const load = createLoader(placesOf(desk))
  const datasets = createCatalogue(placesOf(desk), load)
  const table = createRunTable(desk)
  return os.router({
    system: {
      status: os.system.status.handler(() => status(desk)),
      doctor: os.system.doctor.handler(() => doctor(desk)),
      preferEngine: os.system.preferEngine.handler(({ input }) => preferEngine(desk, input.engine)),
      notices: os.system.notices.handler(({ signal }) => desk.notices.subscribe(signal)),
    },
    studies: {
      sample: os.studies.sample.handler(() => sampleStudy(desk)),
      startSample: os.studies.startSample.handler(() => startSample(desk)),
      finished: os.studies.finished.handler(() => finishedStudies(desk)),
      verdict: os.studies.verdict.handler(({ input }) => finishedVerdict(desk, input.name)),
      open: os.studies.open.handler(({ input }) => openFinished(desk, input.name)),
      export: os.studies.export.handler(({ input }) => exportStudy(desk, input.name)),
      import: os.studies.import.handler(({ input }) =>
        importArchive(desk, Buffer.from(input.archive, 'base64'), input.name),
      ),
      start: os.studies.start.handler(async ({ input }) => {
        await requireDatasets(desk, input.specs)
        return startStudy(desk, input.name, input.specs)
      }),
    },
    curricula: {
      list: os.curricula.list.handler(() => listCurricula(desk)),
      get: os.curricula.get.handler(({ input }) => getCurriculum(desk, input.id)),
      save: os.curricula.save.handler(({ input }) => saveCurriculum(desk, input)),
      remove: os.curricula.remove.handler(({ input }) => removeCurriculum(desk, input.id)),
      versions: os.curricula.versions.handler(({ input }) => curriculumVersions(desk, input.id)),
      sitting: os.curricula.sitting.handler(({ input }) => curriculumSitting(desk, input.id)),
      keepSitting: os.curricula.keepSitting.handler(({ input }) =>
        keepSitting(desk, input.id, input.sitting),
      ),
    },
    comparisons: {
      list: os.comparisons.list.handler(() => listComparisons(desk)),
      save: os.comparisons.save.handler(({ input }) => saveComparison(desk, input)),
      remove: os.comparisons.remove.handler(({ input }) => removeComparison(desk, input.id)),
      overlay: os.comparisons.overlay.handler(({ input }) => overlayMetrics(desk, input)),
      disagreements: os.comparisons.disagreements.handler(({ input }) =>
        disagreementsOf(desk, load, input),
      ),
    },
    reports: reportRoutes(desk),
    figures: {
      list: os.figures.list.handler(() => listFigures(desk)),
      get: os.figures.get.handler(({ input }) => getFigure(desk, input.id)),
      save: os.figures.save.handler(({ input }) => saveFigure(desk, input)),
      rename: os.figures.rename.handler(({ input }) => renameFigure(desk, input.id, input.name)),
      remove: os.figures.remove.handler(({ input }) => removeFigure(desk, input.id)),
      draw: os.figures.draw.handler(({ input }) => drawFigureAsked(desk, input)),
    },
    models: {
      import: os.models.import.handler(({ input, context }) => {
        requireOwnFiles(context, input.dataset, 'dataset')
        return importModel(desk, input)
      }),
      bring: os.models.bring.handler(({ input, context }) => {
        requireOwnFiles(context, input.dataset, 'dataset')
        return bringModel(desk, input)
      }),
      export: os.models.export.handler(({ input }) => exportRun(desk, input)),
      equivariance: os.models.equivariance.handler(({ input }) => measureEquivariance(desk, input)),
    },
    protocols: {
      for: os.protocols.for.handler(({ input }) => protocolFor(desk, load, input)),
    },
    laboratory: laboratoryRoutes(desk),
    costs: costRoutes(desk),
    bundles: bundleRoutes(desk),
    foreign: foreignRoutes(desk),
    parcels: parcelRoutes(desk),
    datasets: {
      list: os.datasets.list.handler(() => datasets.list()),
      get: os.datasets.get.handler(({ input }) => datasets.get(input.name)),
      verify: os.datasets.verify.handler(({ input }) => datasets.verify(input.name)),
    },
    queue: {
      get: os.queue.get.handler(() => getQueue(desk)),
      move: os.queue.move.handler(({ input }) => moveInQueue(desk, input.run, input.to)),
      set: os.queue.set.handler(({ input }) => setConcurrency(desk, input.concurrency)),
    },
    table: {
      page: os.table.page.handler(({ input }) => table.page(input)),
      ids: os.table.ids.handler(({ input }) => table.ids(input)),
      vocabulary: os.table.vocabulary.handler(() => table.vocabulary()),
      text: os.table.text.handler(({ input }) => table.text(input)),
    },
    shelf: {
      label: os.shelf.label.handler(({ input }) => shelf.labelRuns(desk, input.runs, input)),
      labels: os.shelf.labels.handler(() => desk.store.labels.list()),
      renameLabel: os.shelf.renameLabel.handler(({ input }) =>
        shelf.renameLabel(desk, input.kind, input.from, input.to),
      ),
      note: os.shelf.note.handler(({ input }) => shelf.noteRun(desk, input.run, input.notes)),
      archive: os.shelf.archive.handler(({ input }) =>
        shelf.archiveRuns(desk, input.runs, input.on),
      ),
      delete: os.shelf.delete.handler(({ input }) => shelf.deleteRuns(desk, input.runs, input.on)),
      purge: os.shelf.purge.handler(({ input, signal }) => purgeRuns(desk, input.runs, signal)),
    },
    views: {
      list: os.views.list.handler(() => shelf.listViews(desk)),
      save: os.views.save.handler(({ input }) => shelf.saveView(desk, input)),
      remove: os.views.remove.handler(({ input }) => shelf.removeView(desk, input.id)),
    },
    runs: {
      list: os.runs.list.handler(({ input }) => listRuns(desk, input?.limit)),
      get: os.runs.get.handler(({ input }) => getRun(desk, input.run)),
      start: os.runs.start.handler(async ({ input, context }) => {
        input.specs.forEach(({ dataset }, i) =>
          requireOwnFiles(context, dataset, `specs[${i}].dataset`),
        )
        await requireDatasets(desk, input.specs)
        await requireModels(desk, input.specs)
        return startRuns(desk, input.specs, input.group ?? null)
      }),
      rehearse: os.runs.rehearse.handler(async ({ input, context }) => {
        requireOwnFiles(context, input.spec.dataset, 'spec.dataset')
        await requireDatasets(desk, [input.spec])
        await requireModels(desk, [input.spec])
        return rehearseRun(desk, input.spec)
      }),
      pause: os.runs.pause.handler(({ input }) => pauseRun(desk, input.run)),
      checkpoint: os.runs.checkpoint.handler(({ input }) => checkpointRun(desk, input.run)),
      resume: os.runs.resume.handler(({ input }) => resumeRun(desk, input.run)),
      cancel: os.runs.cancel.handler(({ input }) => cancelRun(desk, input.run)),
      since: os.runs.since.handler(({ input }) => feedSince(desk, input.run, input.seq)),
      evaluate: os.runs.evaluate.handler(({ input }) =>
        evaluateRun(desk, load, input.run, input.protocol ?? null),
      ),
      gallery: os.runs.gallery.handler(({ input }) => gallery(desk, load, input)),
      compare: os.runs.compare.handler(({ input }) => compareRuns(desk, input)),
    },
  })
}
