/** How a process that meets an error ends: 1 the run failed, 2 bad input, 3 data folder unusable. */
export type ExitCode = 1 | 2 | 3 | 130

interface Entry {
  readonly exit: ExitCode
  readonly meaning: string
}

/** Every error Cusp can speak of. Codes are stored and scripted against: add, never rename. */
export const catalogue = {
  'input.invalid': { exit: 2, meaning: 'an argument of a call or command is not what it takes' },
  'spec.invalid': { exit: 2, meaning: 'a run spec, curriculum or protocol breaks its schema' },
  'spec.unreadable': { exit: 2, meaning: 'a JSON document is missing or is not JSON' },
  'dataset.missing': { exit: 2, meaning: 'a dataset file is not there' },
  'dataset.malformed': { exit: 2, meaning: 'a dataset file is truncated or not of its format' },
  'dataset.unknown': { exit: 2, meaning: 'no dataset is stored under this name' },
  'dataset.exists': { exit: 2, meaning: 'a dataset is already stored under this name' },
  'dataset.corrupt': { exit: 2, meaning: 'a stored dataset does not match its manifest' },
  'dataset.mismatch': { exit: 2, meaning: 'a stored dataset is not the one that is asked for' },
  'dataset.cancelled': { exit: 130, meaning: 'an import was cancelled; nothing of it was kept' },
  'dataset.too-small': { exit: 2, meaning: 'a split asks for more examples than there are' },
  'model.shape': { exit: 2, meaning: 'a model does not fit the images or the weights' },
  'model.missing': { exit: 2, meaning: 'an imported model is not in the data folder' },
  'model.malformed': { exit: 2, meaning: 'a model file is truncated or not of its format' },
  'model.unsupported': { exit: 2, meaning: 'a model file uses what Cusp cannot import' },
  'model.mismatch': { exit: 1, meaning: 'a model file gives other logits than the model' },
  'attack.unsuited': { exit: 2, meaning: 'an attack cannot be run on a network of this kind' },
  'engine.untraceable': { exit: 1, meaning: 'an operation cannot be compiled by this engine' },
  'engine.missing': { exit: 2, meaning: 'the engine a spec asks for is not on this machine' },
  'engine.wrong': { exit: 1, meaning: 'an engine gives other numbers than the reference' },
  'engine.download': { exit: 1, meaning: 'a part of an engine could not be fetched whole' },
  'engine.unbuildable': { exit: 1, meaning: 'an engine cannot be built on this machine' },
  'engine.out-of-memory': { exit: 1, meaning: 'a program does not fit into a device' },
  'run.unknown': { exit: 2, meaning: 'no run has this id' },
  'run.wrong-state': { exit: 2, meaning: 'the run is not in a state that allows this' },
  'run.diverged': { exit: 1, meaning: 'loss or weights became NaN or infinite' },
  'run.failed': { exit: 1, meaning: 'the run ended with an error' },
  'run.interrupted': { exit: 1, meaning: 'the run was cut off; it can be resumed' },
  'run.cancelled': { exit: 130, meaning: 'the run was cancelled' },
  'evaluation.mismatch': {
    exit: 1,
    meaning: 'stored perturbed images were re-predicted differently',
  },
  'checkpoint.missing': { exit: 2, meaning: 'the run has no checkpoint to continue from' },
  'checkpoint.corrupt': { exit: 2, meaning: 'a checkpoint does not match its manifest' },
  'curriculum.unknown': { exit: 2, meaning: 'no saved curriculum has this id' },
  'comparison.unknown': { exit: 2, meaning: 'no saved comparison has this id' },
  'figure.unknown': { exit: 2, meaning: 'no saved figure has this id' },
  'figure.empty': { exit: 2, meaning: 'the runs of a figure have nothing of what it plots' },
  'laboratory.superseded': { exit: 1, meaning: 'a newer question took the place of this one' },
  'laboratory.ended': { exit: 1, meaning: 'the process that answers the laboratory ended' },
  'archive.malformed': { exit: 2, meaning: 'an archive of finished runs is damaged or too large' },
  'bundle.malformed': { exit: 2, meaning: 'a bundle is damaged, too large or not a bundle' },
  'bundle.newer': { exit: 2, meaning: 'a bundle was written by a newer Cusp' },
  'bundle.missing': { exit: 2, meaning: 'a file that was to be imported or fetched is not there' },
  'bundle.cancelled': { exit: 130, meaning: 'an export or import was cancelled; nothing was kept' },
  'study.unknown': { exit: 2, meaning: 'no study has this name' },
  'folder.unwritable': { exit: 3, meaning: 'the data folder cannot be written' },
  'folder.in-use': { exit: 3, meaning: 'another Cusp holds the data folder' },
  'folder.newer': { exit: 3, meaning: 'the data folder was written by a newer Cusp' },
  'folder.corrupt': { exit: 3, meaning: 'the database does not pass its integrity check' },
  'disk.full': { exit: 1, meaning: 'there is no room left to write a checkpoint or a dataset' },
  'port.in-use': { exit: 2, meaning: 'the asked-for port is taken' },
  'access.denied': { exit: 2, meaning: 'a page or program has no valid access token' },
  'access.path': { exit: 2, meaning: 'a page in a browser may not name files of this machine' },
  'screens.missing': { exit: 2, meaning: 'the built screens are not there' },
  'host.unreachable': { exit: 3, meaning: 'the host process is gone' },
  internal: { exit: 1, meaning: 'a defect in Cusp' },
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof catalogue
