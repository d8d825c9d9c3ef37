import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { protocolSchema, shippedProtocolNames } from '#threat'
import { engineChoices, runSpecSchema } from '#spec'
import { base } from './base.ts'
import { bundleProcedures } from './bundle.ts'
import { compareRequestSchema, comparisonSchema } from './comparison.ts'
import { comparisonProcedures } from './comparison-procedures.ts'
import { datasetCheckSchema, datasetDetailSchema, datasetListSchema } from './dataset.ts'
import { costProcedures } from './cost.ts'
import { figureProcedures } from './figure-procedures.ts'
import { curriculumProcedures } from './curriculum-procedures.ts'
import { laboratoryProcedures } from './laboratory-procedures.ts'
import { equivarianceSchema } from './equivariance.ts'
import {
  bringModelSchema,
  checkpointRequestSchema,
  exportedModelSchema,
  importedModelSchema,
  importRequestSchema,
} from './model.ts'
import { parcelProcedures } from './parcel.ts'
import { foreignProcedures } from './foreign.ts'
import { largestConcurrency, queueSchema } from './queue.ts'
import { rehearsalSchema } from './rehearsal.ts'
import { reportProcedures } from './report.ts'
import { runId } from './run-id.ts'
import { gallerySchema, runDetailSchema, runFeedSchema, runSummarySchema } from './run.ts'
import { shelfCalls, tableCalls, viewCalls } from './run-table.ts'
import { claimVerdictSchema } from './verdict.ts'
import { doctorReportSchema, noticeSchema, statusSchema } from './system.ts'

const ofRun = z.strictObject({ run: runId })
/** Runs of an archive: all of them, and how many were not there before. */
const openedSchema = z.object({ study: z.string(), runs: z.array(runId), added: z.int() })

/** Everything a screen or a terminal may ask of the host. */
export const contract = {
  system: {
    status: base.output(statusSchema),
    doctor: base.output(doctorReportSchema),
    preferEngine: base.input(z.strictObject({ engine: z.enum(engineChoices) })),
    /** Long-lived stream of notices. */
    notices: base.output(eventIterator(noticeSchema)),
  },
  studies: {
    /** The sample study and the runs already made of it. */
    sample: base.output(
      z.object({
        name: z.string(),
        question: z.string(),
        specs: z.array(runSpecSchema),
        runs: z.array(runSummarySchema),
      }),
    ),
    startSample: base.output(z.object({ runs: z.array(runId) })),
    /** Studies whose finished runs ship with Cusp; `runs` are those of it in this data folder. */
    finished: base.output(
      z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          claim: z.string(),
          runs: z.array(runId),
        }),
      ),
    ),
    /** What those that ship with Cusp say of their claim. */
    verdict: base.input(z.strictObject({ name: z.string().min(1) })).output(claimVerdictSchema),
    /** Brings in the finished runs that ship with Cusp; a second time nothing changes. */
    open: base.input(z.strictObject({ name: z.string().min(1) })).output(openedSchema),
    /** The finished runs of a study as one file (gzipped JSON, in base64). */
    export: base
      .input(z.strictObject({ name: z.string().min(1) }))
      .output(z.object({ archive: z.string(), runs: z.int() })),
    /** Brings in such a file; `name` is what it is called in a refusal. */
    import: base
      .input(z.strictObject({ archive: z.base64().max(6_000_000), name: z.string().min(1) }))
      .output(openedSchema),
    /**
     * Makes the runs of a study that are not there yet and goes on with those that stopped; the
     * answer has a run for each spec, in their order.
     */
    start: base
      .input(z.strictObject({ name: z.string().min(1), specs: z.array(runSpecSchema).min(1) }))
      .output(z.object({ runs: z.array(runId) })),
  },
  curricula: curriculumProcedures,
  comparisons: comparisonProcedures,
  figures: figureProcedures,
  bundles: bundleProcedures,
  foreign: foreignProcedures,
  parcels: parcelProcedures,
  reports: reportProcedures,
  models: {
    /** Makes a finished run of 0 steps of a model that the data folder holds, or finds it again. */
    import: base.input(importRequestSchema).output(importedModelSchema),
    /** Places a parcel among the models and imports it; a refused one may be asked again. */
    bring: base.input(bringModelSchema).output(importedModelSchema),
    /** Writes a checkpoint as an ONNX file, and runs it back. */
    export: base.input(checkpointRequestSchema).output(exportedModelSchema),
    /** Reads the equivariance meter at a checkpoint, and keeps what it says. */
    equivariance: base.input(checkpointRequestSchema).output(equivarianceSchema),
  },
  protocols: {
    /** One that ships with Cusp, fitted to the images of a run. */
    for: base
      .input(
        z.strictObject({
          run: runId,
          name: z.enum(shippedProtocolNames),
          images: z.int().min(1).optional(),
          epsilon: z.number().positive().max(1).optional(),
          corruptions: z.string().optional(),
        }),
      )
      .output(protocolSchema),
  },
  laboratory: laboratoryProcedures,
  costs: costProcedures,
  datasets: {
    list: base.output(datasetListSchema),
    get: base.input(z.strictObject({ name: z.string() })).output(datasetDetailSchema),
    /** Reads every byte again: of one dataset, or of all that are stored. */
    verify: base
      .input(z.strictObject({ name: z.string().optional() }))
      .output(z.object({ checks: z.array(datasetCheckSchema) })),
  },
  queue: {
    get: base.output(queueSchema),
    /** Puts a waiting run at a place among those that wait, 0 being next. */
    move: base.input(ofRun.extend({ to: z.int().min(0) })).output(queueSchema),
    /** How many runs are computed at a time. */
    set: base
      .input(z.strictObject({ concurrency: z.int().min(1).max(largestConcurrency) }))
      .output(queueSchema),
  },
  table: tableCalls,
  shelf: shelfCalls,
  views: viewCalls,
  runs: {
    /** Newest first; of many runs a screen asks `table.page` for those it shows. */
    list: base
      .input(z.strictObject({ limit: z.int().min(1).optional() }).optional())
      .output(z.array(runSummarySchema)),
    get: base.input(ofRun).output(runDetailSchema),
    start: base
      .input(
        z.strictObject({
          specs: z.array(runSpecSchema).min(1),
          group: z.string().optional(),
        }),
      )
      .output(z.object({ runs: z.array(runId) })),
    /** A dry run: two batches end to end, and nothing is kept. */
    rehearse: base.input(z.strictObject({ spec: runSpecSchema })).output(rehearsalSchema),
    pause: base.input(ofRun).output(runSummarySchema),
    /** Saves a checkpoint at the next step of training; the run goes on. */
    checkpoint: base.input(ofRun).output(runSummarySchema),
    resume: base.input(ofRun).output(runSummarySchema),
    cancel: base.input(ofRun).output(runSummarySchema),
    since: base.input(z.strictObject({ run: runId, seq: z.int().min(0) })).output(runFeedSchema),
    /** Queues another evaluation of a finished run's last checkpoint. */
    evaluate: base
      .input(z.strictObject({ run: runId, protocol: protocolSchema.optional() }))
      .output(runSummarySchema),
    gallery: base
      .input(z.strictObject({ run: runId, evaluation: z.int(), key: z.string() }))
      .output(gallerySchema),
    compare: base.input(compareRequestSchema).output(comparisonSchema),
  },
}
