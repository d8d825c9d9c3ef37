import { z } from 'zod'
import { curriculumSchema } from '#curriculum'
import { runId } from './run-id.ts'
import { curveScoreSchema, runSummarySchema } from './run.ts'

/** Runs that differ in seed and name alone are one group, or every run is a group of its own. */
export const groupings = ['seeds', 'none'] as const
export type Grouping = (typeof groupings)[number]

/** Without a grouping, seeds make groups wherever that leaves two or more. */
export const compareRequestSchema = z.strictObject({
  runs: z.array(runId).min(2),
  grouping: z.enum(groupings).optional(),
  /** A run of the group that the others are measured against; the first group without it. */
  baseline: runId.optional(),
})

const families = z.enum(['clean', 'adversarial', 'spatial'])

/** What stands as one column: a run, or runs that differ in seed alone. */
export const comparedGroupSchema = z.object({
  /** Its first run's. */
  id: runId,
  name: z.string(),
  runs: z.array(runId),
  /** Those whose rates its means and bands are of: not the degenerate ones, unless all of them are. */
  counted: z.array(runId),
  seeds: z.array(z.int()),
  curriculum: curriculumSchema,
  extent: z.object({ steps: z.int(), stepsPerEpoch: z.int() }),
})
export type ComparedGroup = z.infer<typeof comparedGroupSchema>

/** Accuracy against one setting of one attack; shares of the runs of each group, in their order. */
export const comparedCurveSchema = z.object({
  over: curveScoreSchema.shape.over,
  label: z.string(),
  climbs: curveScoreSchema.shape.climbs,
  series: z.array(
    z.object({
      group: runId,
      points: z.array(z.object({ value: z.number(), accuracies: z.array(z.number()) })),
    }),
  ),
})
export type ComparedCurve = z.infer<typeof comparedCurveSchema>

/** Mean accuracy over rotation × translation, row by row; null where a cell was not evaluated. */
export const comparedHeatmapSchema = z.object({
  label: z.string(),
  rotations: z.array(z.number()),
  translations: z.array(z.number()),
  series: z.array(z.object({ group: runId, accuracies: z.array(z.number().nullable()) })),
})
export type ComparedHeatmap = z.infer<typeof comparedHeatmapSchema>

/** Why numbers must not be compared. */
export const comparisonReasons = [
  'evaluation',
  'degenerate',
  'dataset',
  'subset',
  'count',
  'protocol',
  'seeds',
  'collapsed',
] as const

export const comparisonSchema = z.object({
  runs: z.array(runSummarySchema),
  groups: z.array(comparedGroupSchema),
  /** What became of the grouping asked for. */
  grouping: z.enum(groupings),
  /**
   * Paths of the settings that runs of one group may differ in beside the seed: none, unless there
   * would be more groups than can be told apart.
   */
  collapsed: z.array(z.string()),
  /** Id of the group that the others are measured against. */
  baseline: runId,
  /** Settings that differ, by path into the spec; one value a group, as JSON. */
  differences: z.array(z.object({ path: z.string(), values: z.array(z.string()) })),
  /** Settings that all groups share. */
  alike: z.array(z.object({ path: z.string(), value: z.string() })),
  settingsInAll: z.int(),
  /** Ids of the groups no other dominates on mean adversarial and spatial accuracy. */
  front: z.array(runId),
  hypervolume: z.number().nullable(),
  referencePoint: z.tuple([z.number(), z.number()]),
  curves: z.array(comparedCurveSchema),
  heatmaps: z.array(comparedHeatmapSchema),
  /** Names of the series that at least one run recorded. */
  metrics: z.array(z.string()),
  /**
   * Images only one of two runs gets right, and McNemar's exact two-sided p: a run `a` of the
   * baseline with each run `b` of its seed (with each other run, where both groups are one run).
   */
  pairs: z.array(
    z.object({
      a: runId,
      b: runId,
      family: families,
      onlyA: z.int(),
      onlyB: z.int(),
      p: z.number(),
    }),
  ),
  /** Why some of these numbers must not be compared, each in a sentence. */
  warnings: z.array(
    z.object({ reason: z.enum(comparisonReasons), text: z.string(), runs: z.array(runId) }),
  ),
})
export type Comparison = z.infer<typeof comparisonSchema>
