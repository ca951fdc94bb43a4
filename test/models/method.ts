/** What does not change from run to run: how the models work and how they are judged. */
export const head = `# Models

What the models of Lotscope do, how they are trained and judged, what they cannot do, and how good they are. All of them are TensorFlow.js or
plain arithmetic in \`ml/\`; they run where the product runs, and nothing leaves it. The tables are written by \`npm run bench:models\`
(one chapter: \`npm run bench:models -- NAME\`); every figure of ours comes from a run of it, what others published stands beside it. The
public data is no part of the project.

## What is predicted

**Supplier lots** (family \`supplier-lot-deviation\`). How likely does a received lot deviate, and which characteristics say so?
A lot is judged 24 hours after its receipt, when the quick tests are there. It *deviated* when a failed incoming inspection, a
nonconformance of the lot, or (where a tolerance is set) an unusual yield loss in an operation that used it became known within 60 days
after that. What was bad before it was judged is no prediction and has no label. A lot that nobody tested or used is not a good one:
it has no label, is not learnt from as good, and is counted as unknown (D19).

- *Offset*: the recent rate of supplier × material, shrunk to supplier, material and all (empirical Bayes), then that of earlier deliveries of the
  same supplier lot; counted from lots whose outcome was certain when the lot was judged, since bad news comes first and would count for more than
  it is. How fast outcomes fade (never, or half after 32, 16, 8 or 4 newer lots), and what earlier deliveries weigh, is what was best on the lots
  learnt from, each by the rate before it.
- *Features*, the same for every material: how far a characteristic lies from what the others let expect (from the material's own
  correlations; certificate alone, and with own tests), how far all are off together, certificate against own test, margin to limits, age at
  receipt against what is usual of the supplier, what is missing. Centres are those of supplier × material. A characteristic in another unit
  is another characteristic (D5).
- *Models*: the offset alone, a logistic regression on the offset, and five neural networks (32–16) on the offset, each stopped by the fifth of the lots
  that it did not learn from. What the five say of their unseen fifths calibrates them: beta calibration, which keeps apart what they tell
  apart, gives the probability; the interval shown is that of Venn–Abers from 1,000 lots on, below it reaches from the least to the greatest of the five.
- *Reasons*: what the log-odds lose when one feature is set to the median of the training.

**Expiry** (family \`expiry\`). For each lot on hand: how likely is it that some of it expires, how much, what does that cost, and what would using
it first save?

- *Demand* per item and place is what customers ordered where orders account for what was shipped, else what left; days without stock are
  unknown, not zero. What became another lot of the same item (merged, split, repacked) was not asked for. The level follows SES or TSB, the
  rule is chosen on earlier weeks; the size of a day is negative binomial.
- *Futures*: 2,000 per item. In the plain forecast days know nothing of each other, nor of seasons; in the seasonal one weekdays and months
  multiply the level and one gamma factor holds for all days of a future, so that a slow future is slow throughout. The seasonal forecast
  is used where it is clearly better than the plain one on past stock, in the Brier score or the pinball loss; else the simpler one is.
- *Interval*: from the share of the futures below which a tenth of past lots lay to that above which a tenth lay (conformal), drawn to 10 % and
  90 % as far as there are few: futures know of demand only, and what becomes of a lot has other reasons, too. Each past day is judged with
  what was known of earlier ones by then.
- *FEFO*: exact, in the order of expiry; day by day where customers ask for different remaining lives (D20), whose shares are those of the
  last year's shipments, or where lots come later.

## How they are judged

- *Only what was known*. Features and labels are read with \`known_at\` up to the day of the prediction. The families refuse a result that became
  known later, and a label from after the data.
- *Rolling origin*. Supplier lots: five cut-offs; learnt from are lots whose label delay was over; tested are those up to the next
  cut-off; a supplier lot is never on both sides; rates, profiles, scaling, calibration are fitted again at each cut-off. Expiry: the stock
  of past days, each from the demand before it.
- *Simple rules first*: prevalence, the supplier's past rate and its moving average, margin to limits, a plain logistic regression; days of supply,
  FEFO under the mean demand.
- *Proper scores* with 95 % intervals of a paired block bootstrap (supplier and month; item and site): log-loss, Brier score and its skill;
  average precision and the recall of an inspection budget of a tenth beside them. The interval of an expiry forecast is judged by the
  share of what came that it holds as for counts (nonrandomised probability integral transform), because most lots lose exactly nothing.
- *Leaks*: each training looks for columns that alone tell the outcome (AUROC from 0.97, also by being missing), and repeats the last fold
  with labels dealt at random: whoever then still separates has seen the answers. (Deliveries of one supplier lot share a dealt label; what became
  of earlier ones, which is known by right, is left out there, and proved by its own tests.) With either there is no model, the verdict names the
  cause, and the card lists it first.

## Promotion, verdicts, limits

- The recent rate, then the logistic regression, then the neural network: each must beat the best simple rule and whichever of the others is used
  so far on the log-loss, with an interval that excludes 0, and none may be more than 5 % worse at any site with 50 lots.
- *skill*: the above holds. *no skill*: it does not; then no probability is shown at all, only the supplier's rate. *insufficient history*: fewer
  than 30 lots of either outcome, fewer than four cut-offs, or fewer than four past days with ten losses.
- Each lot says what is behind its figure: *judged*, *new supplier*, *insufficient history* (a material with fewer than 12 lots), *no results*,
  *unit changed*. Stock: *on hold*, *negative stock*, *unknown quantity*, *unknown expiry*, *clock skew*, *no demand forecast*, *beyond
  horizon* (180 days); such lots get no figure, never a zero.
- A model says which lots to look at, not why they deviate. Suppliers and materials that always go together cannot be told apart.
- Which of two models is used is decided on the lots that the card's figures are from, which flatters it a little; the chapter on the sample
  plant is free of that.

## After the training

- *Drift*: the card keeps the deciles of each feature; the population stability index of new lots is compared with what dealing old and new
  rows anew reaches in 1 of 100 cases, because fixed limits cry wolf on few lots.
- *Feedback*: a reviewer's verdict on a lot takes the place of the concluded label in the next training; of lots that were inspected because a
  model said so a random slice beside them keeps the labels honest (D19).
- *Reproducible*: the same data, seed and backend give the same bytes; the card names the hash of the data. An artefact whose checksum does not
  fit is refused, and the model before it serves.
- *Challengers not in use*: a global network that corrects the champion's demand quantiles (chapter on car parts) and the anomaly detectors
  (chapter on ADBench) are measured here and do not decide anything in the product yet.
`;
