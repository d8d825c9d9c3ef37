import type { PanelContent, PanelSpec } from '#report'
import type { Desk } from '../desk.ts'
import { comparisonPanel } from './comparison-panel.ts'
import { curriculumPanel, figurePanel } from './figure-panel.ts'
import { tablePanel } from './table-panel.ts'
import { verdictPanel } from './verdict-panel.ts'

/**
 * Everything a panel shows, from what the store has now.
 * @param at the moment it says it was drawn
 * @throws CuspError `run.unknown`, `comparison.unknown`, `figure.unknown`, `figure.empty`,
 *   `study.unknown`, `report.panel`.
 */
export function computePanel(desk: Desk, spec: PanelSpec, at: number): PanelContent {
  switch (spec.panel) {
    case 'table':
      return tablePanel(desk, spec, at)
    case 'comparison':
      return comparisonPanel(desk, spec, at)
    case 'curriculum':
      return curriculumPanel(desk, spec, at)
    case 'figure':
      return figurePanel(desk, spec, at)
    case 'verdict':
      return verdictPanel(desk, spec, at)
  }
}
