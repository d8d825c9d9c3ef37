/** One subject of the help: a few plain paragraphs, and the screens it explains. */
export interface Topic {
  readonly id: string
  readonly title: string
  /** Names of screens (of `Route`) from which F1 leads here. */
  readonly screens: readonly string[]
  readonly text: readonly string[]
}

/** The help that ships with Cusp, in the order a newcomer reads it. */
export const topics: readonly Topic[] = [
  {
    id: 'question',
    title: 'What Cusp is for',
    screens: ['home'],
    text: [
      'A network that is trained against rotations becomes easier to fool with small pixel changes, and the reverse. Cusp asks how much of each a network can have: you draw a curriculum over both kinds of perturbation, train and attack on this machine, and compare the runs.',
      'Everything stays here. Runs, checkpoints and results lie in the data folder that the settings name; no screen needs the network.',
      'The sample study on the home screen trains three small networks in under three minutes. They show the trade-off on one seed and one network: an example, not a result.',
    ],
  },
  {
    id: 'curricula',
    title: 'Curricula: lanes, keys and stages',
    screens: ['curriculum'],
    text: [
      'A curriculum says how hard training is, and when. Each lane is one setting over the steps of a run: ε, attack steps, rotation, translation, the share of examples that get each perturbation, and the learning rate.',
      'A key is a value at a step. Its easing rules the segment to its right: hold keeps the value until the next key, linear goes there in a straight line, bezier bends.',
      'Positions may be written in steps, epochs or shares of the run. Epochs count from 1.',
      'A stage names a span of steps. A gated stage ends as soon as a probe reaches a value or stops rising, at the latest where it is drawn to end; the run is shorter by what was skipped. Probes look at test images, some of which the evaluation judges again: of a run with gates, say so beside its rates.',
      'The cost at the right counts forward and backward passes of every step. The JSON beside the timeline is the whole run spec; text that cannot be read is marked and changes nothing.',
    ],
  },
  {
    id: 'perturbations',
    title: 'The two kinds of perturbation',
    screens: [],
    text: [
      'Adversarial perturbations (orange) change pixels by at most ε in the L∞, L2 or L1 norm, chosen to raise the loss. ε is always in pixel scale [0, 1]; 8/255 is 0.0314. Whatever a network does to its input, such as normalisation, is part of the network.',
      'Spatial perturbations (blue) turn an image by up to ± so many degrees and shift it by up to ± so many pixels. One resampling does both, bilinear, with black outside.',
      'In spatial-then-adversarial order, as in CuSP, pixels are attacked around the moved image. In adversarial-through-spatial order the attack climbs through the transform.',
    ],
  },
  {
    id: 'measures',
    title: 'Accuracy, robust accuracy and invariance rate',
    screens: ['run'],
    text: [
      'Clean accuracy is on unperturbed images. Robust accuracy is under a stated threat model and a stated attack: another, stronger attack may find more, so it is an upper bound, never shown without both.',
      'The invariance rate is the share of images whose prediction a perturbation leaves unchanged, whatever the label. It and accuracy can disagree, so both are shown. A network that says one class for everything has an invariance rate of 1: it is marked as degenerate.',
      'What an attack climbs, the true label or the network’s own clean prediction, is part of its plan and changes the rate.',
      'Intervals are Wilson score intervals at 95 %. The worst case over attacks is taken per image, and the image as it is belongs to it: no attack mends a mistake.',
    ],
  },
  {
    id: 'laboratory',
    title: 'The laboratory and the images at the playhead',
    screens: ['laboratory'],
    text: [
      'The laboratory asks a checkpoint about one image: moved by the sliders at the right, then attacked. It shows what changed, what the network answers before and after, and the loss at every step of every restart. The draws are those of an evaluation with the same seed, so a picture here is a picture an evaluation would record.',
      'A cell of the heatmap is the answer under one rotation and shift; press it, or Enter on it, to load that transform. A full turn shows the logits at 72 angles: a network that is equivariant to quarter turns repeats itself every 90°.',
      'The listed images are the first of those at the left. A stronger attack should leave fewer of them right: where accuracy rises with ε or with steps, the attack is too weak or the gradients are masked.',
      'Under the timeline eight training images are shown as the step at the playhead perturbs them. Steady keeps the same images and draws at every step, so that only the curriculum moves; Batch shows the first images of the very batch that training draws there.',
    ],
  },
  {
    id: 'masking',
    title: 'Gradient masking',
    screens: [],
    text: [
      'A defence can look strong only because its gradients are of no use to an attack. After an evaluation Cusp looks for signs of that: an attack without gradients that beats those with them, images with zero gradient, images that resist even a huge radius, a loss that never moves.',
      'Each sign is shown with its counts. An attack without gradients wins only if the images it alone fools outnumber the others significantly (McNemar, p < 0.01); among them may be a transfer, crafted on another run (cusp evaluate RUN --transfer-from OTHER). No verdict is drawn for a degenerate network.',
    ],
  },
  {
    id: 'equivariance',
    title: 'Equivariance',
    screens: [],
    text: [
      'A run’s page can measure how its network turns with the image (cusp equivariance RUN says the same). By quarter turns, which interpolate nothing, each feature map of the turned image is set beside the turned map: 1e-6 is rounding, anything more is the network’s own. Strides that leave a pixel over, and flattening before the last layer, show at the layer that has them.',
      'Over a full turn the chart shows how far the logits move and how many predictions stay. Between quarter turns images are interpolated and lose their corners, so there even an equivariant network sees another image.',
    ],
  },
  {
    id: 'protocols',
    title: 'Evaluation protocols',
    screens: [],
    text: [
      'A protocol is a versioned list of attacks and transforms with their grids, the subset of test images and the seeds. quick is a first look; paper follows the rates and grids of the source paper’s code; engstrom searches 775 transforms an image; autoattack runs AutoAttack’s standard version.',
      'Evaluate a finished run again by any of them: in a terminal, cusp evaluate RUN --protocol NAME. A killed evaluation goes on with the next images.',
    ],
  },
  {
    id: 'queue',
    title: 'The queue: pause, resume, recover',
    screens: ['queue'],
    text: [
      'Runs wait in the queue and are computed in their order, as many at a time as the queue allows. One at a time is fastest on most machines, because a run uses all processors.',
      'Pausing saves a checkpoint at the next step. A run that was killed, with its window, its host or its machine, is shown as interrupted and goes on from its last verified checkpoint. On the same engine and machine its weights are then those of an unbroken run, bit for bit.',
      'Cancelling ends a run for good; what it recorded stays.',
    ],
  },
  {
    id: 'runs',
    title: 'Runs',
    screens: ['runs'],
    text: [
      'Every run keeps its spec, seed, curves, checkpoints and every prediction of every evaluation. A run is a function of its spec and seed.',
      'Select runs to compare them. Runs that differ only by seed belong together: numbers over several seeds come as mean ± standard deviation with their count.',
    ],
  },
  {
    id: 'comparison',
    title: 'Comparing runs',
    screens: ['comparison'],
    text: [
      'The trade-off plot sets robustness to attacks against robustness to transforms. A run dominates another if it is at least as good on both and better on one; the runs nobody dominates are the Pareto front. The hypervolume is the area the front covers, back to its reference point.',
      'Two runs can be compared only where they met the same test images under the same protocol; where they did not, a warning says what differs.',
      'McNemar’s test for two runs counts the images that only one of them gets right.',
    ],
  },
  {
    id: 'figures',
    title: 'Figures for print',
    screens: ['figures'],
    text: [
      'Every chart of a comparison, its table of results and its tests (“Is it chance?”) become a figure by the button beside their title: the same runs and numbers, drawn for paper. Its size is in cm and its letters are in pt, so that they have that size in a paper which includes it at its own width.',
      'The SVG carries its letters as outlines: it looks the same in a browser, in LaTeX and in Inkscape. The PNG is made from it, and the CSV holds every number drawn. The line under the legend says what bands are, and of how many seeds.',
      'A saved figure keeps its runs and is drawn again from what they have now. A run that was deleted is named, and the figure is drawn without it. Changes that are not saved outlive a reload until they are saved or discarded. In a terminal, cusp figure does the same.',
    ],
  },
  {
    id: 'reports',
    title: 'Reports',
    screens: ['report'],
    text: [
      'A report is Markdown at the left and what it shows at the right. A panel is a fenced block of the language cusp with a small JSON: a table of runs, a comparison, the curricula of runs, a saved figure, or the verdict of a study. Insert writes the block for you; a block that is wrong says so in its place, with the line.',
      'A live panel shows what its runs have now. Freeze keeps what it shows, with the moment and the runs; Compare with now says which numbers have changed since, Freeze anew keeps the new ones, and Thaw makes it live again. Below each panel stands where its numbers come from.',
      'The text is saved as you type. A report that was changed in another window meanwhile is never overwritten: you choose which text stays, or keep both.',
      'Export gives one HTML page that needs nothing else and runs nothing, a PDF, Markdown, or the tables as LaTeX (booktabs). In a terminal: cusp report export NAME --html FILE.',
    ],
  },
  {
    id: 'theory',
    title: 'The theory screen',
    screens: ['theory'],
    text: [
      'A simple statistical setting, our own instantiation, in which the trade-off can be computed: one strong coordinate that equals the label with probability p, and weak ones that each say a little. Shifts move the strong coordinate about; a small L∞ change drowns the weak ones.',
      'The sliders change the setting; the curve shows what a family of linear classifiers can reach, and the bound what none can pass.',
    ],
  },
  {
    id: 'datasets',
    title: 'Datasets of your own',
    screens: [],
    text: [
      'In a terminal, cusp dataset add PATH imports MNIST and its kin (IDX), CIFAR-10 and -100 (the binary files), SVHN, .npz with x and y, folders of images, CSVs of labels, and corruption sets. They are copied into the data folder with a hash; class balance and duplicates between train and test are reported.',
    ],
  },
  {
    id: 'models',
    title: 'Networks made elsewhere (ONNX)',
    screens: [],
    text: [
      'Drop an .onnx file on the window, or find “Import an ONNX model”: say which images it is for and whether it wants them normalised. It is tried on test images beside ONNX Runtime, and becomes a run of no training steps: look at it in the laboratory, evaluate it, compare it.',
      'Export up to the logits, in float32 and for inference, with the weights in the file: torch.onnx.export(model.eval(), example, "net.onnx", external_data=False). What cannot be taken is refused with the node and what to write instead. A network that no gradient comes back through is refused too: attacks would fail on it and look like robustness.',
      'In a terminal, cusp evaluate net.onnx --dataset NAME does the same and runs every white-box attack on it.',
    ],
  },
  {
    id: 'settings',
    title: 'Settings, engines and this machine',
    screens: ['settings'],
    text: [
      'An engine does the arithmetic. ONNX Runtime is always there; others are listed with the reason when they are missing. A run records its engine, threads and versions, and resumes on the same.',
      'A run repeated with the same engine, versions and threads on the same kind of processor gives the same weights, bit for bit; so do one thread and two. Three and more may add in another order: last bits can differ, and grow over a training. A run’s page says how many it was computed with; CUSP_THREADS sets how many are used.',
      'Copy report puts what Cusp knows of this machine on the clipboard, to go with a question.',
    ],
  },
]
