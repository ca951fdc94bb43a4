import type { Workbench } from '../bench/workbench.ts';
import { anomalyYardstick } from './anomaly.ts';
import { demandYardstick } from './demand.ts';
import type { Yardstick } from './document.ts';
import { mouldingYardstick } from './moulding.ts';
import { plantYardstick } from './plant.ts';
import { speedYardstick } from './speed.ts';
import { tabletsYardstick } from './tablets.ts';

/** Lines of Markdown; null: the data is not here. `keep`: where plants are kept for the next run. */
type Measure = (bench: Workbench, keep: string | undefined) => Promise<string[] | null>;

/** Every chapter, in the order of the document. */
export const yardsticks: readonly (Yardstick & { readonly measure: Measure })[] = [
  {
    name: 'plant',
    title: 'The sample plant, its last six months',
    intro: `The plant of \`test/plant\` is written and imported as a customer's files are; the models read it through \`sql/src/features\` like in the
product. They learn from what was known six months before its end and are judged on what came after. Only here is the plant's own truth
read: what it draws outcomes from is the best that any model could say.`,
    notes: '',
    measure: plantYardstick,
  },
  {
    name: 'anomaly',
    title: 'Anomalies: ADBench',
    intro: `AUROC in %. Trained on the first half of the normal rows in the order of the file, unshuffled; tested on all other rows
(data: Han et al., "ADBench: Anomaly Detection Benchmark", 2022). Published figures are for the same protocol; the best of 26 detectors is
another one for each set, chosen by the test itself. Goal: mean above that of the published kNN.`,
    notes: '',
    measure: anomalyYardstick,
  },
  {
    name: 'moulding',
    title: 'Cycle quality: injection moulding',
    intro: `Four classes of quality from 13 process parameters, stratified 5-fold cross-validation (data: Polenta et al., "A Comparison of Machine
Learning Techniques for the Quality Classification of Molded Products", Information 13, 2022). Goal: at least 95.0 %. The settings were
chosen on inner splits of the training folds.`,
    notes: '',
    measure: mouldingYardstick,
  },
  {
    name: 'demand',
    title: 'Demand: car parts',
    intro: `Mean weighted quantile loss (less is better) over 0.1 … 0.9, the last 12 of 51 months as one window (data: Hyndman, expsmooth). Goal: at
most 0.885.`,
    notes: '',
    measure: demandYardstick,
  },
  {
    name: 'tablets',
    title: 'Supplier lots: film-coated tablets',
    intro: `Real batches with certificate and incoming results of their raw-material lots (data: Žagar & Mihelič, "Big data collection in pharmaceutical
manufacturing", Scientific Data 2022). The first 669 in order are learnt from, the last 336 tested. Goals: for impurities a better Brier score
than the product's past rate; for yield the verdict "no skill". Each product uses one API code: product and supplier cannot be separated.`,
    notes: '',
    measure: tabletsYardstick,
  },
  {
    name: 'speed',
    title: 'How fast',
    intro: `Goals: training of both families on the sample plant within 3 minutes on two cores; scoring 100,000 lots within 10 s; FEFO of 20,000 lots
over 2,000 futures within 0.5 s. Processor seconds are those of all threads, and the same on a busy machine.`,
    notes: '',
    measure: speedYardstick,
  },
];
