export type { Detector, Explanation, FitVerdict, SingleDetector } from './anomaly/detector.ts';
export { fitGroupHistory } from './anomaly/group-history.ts';
export { fitMaskedAutoencoder, type AutoencoderOptions } from './anomaly/masked-autoencoder.ts';
export { fitNearestNeighbours, type NeighbourOptions } from './anomaly/nearest-neighbours.ts';
export { rankAverage } from './anomaly/rank-average.ts';
export { readDetector } from './anomaly/read-detector.ts';
export { fitRobustZ } from './anomaly/robust-z.ts';
export { backendNames, openBackend, type BackendName } from './backend/open-backend.ts';
export { applyBetaCalibration, fitBetaCalibration, type BetaCalibration } from './calibration/beta-calibration.ts';
export { applyIsotonic, fitIsotonic, type IsotonicCurve } from './calibration/isotonic-regression.ts';
export { applyVennAbers, fitVennAbers, type VennAbers, type VennAbersProbabilities } from './calibration/venn-abers.ts';
export type { Classifier } from './classifier/classifier.ts';
export { fitExtraTrees, type TreeOptions } from './classifier/extra-trees.ts';
export { fitNetworkClassifier, type ClassifierOptions } from './classifier/network-classifier.ts';
export { demandQuantiles, type DemandPaths } from './demand/demand-paths.ts';
export {
  fitDemand,
  type DemandHistory,
  type DemandRules,
  type FittedDemand,
  type NoForecast,
} from './demand/fit-demand.ts';
export { coverage, moneyBias, pinball, weightedQuantileLoss } from './demand/forecast-metrics.ts';
export { type LevelRule } from './demand/level.ts';
export { negativeBinomialQuantiles } from './demand/negative-binomial.ts';
export { periodQuantiles } from './demand/period-quantiles.ts';
export { months, weekdays, type Cycle } from './demand/seasonality.ts';
export {
  challengerQuantiles,
  fitPeriodChallenger,
  type ChallengerTraining,
  type PeriodChallenger,
} from './demand/period-challenger.ts';
export type { PeriodQuestion } from './demand/period-cases.ts';
export { simulateDemand } from './demand/simulate-demand.ts';
export type { DeviationData, IncomingResults } from './deviation/deviation-data.ts';
export type { Driver } from './deviation/drivers.ts';
export { deviationBaselines, type LaterLots } from './deviation/later-lots.ts';
export { lotVerdicts, type LotVerdict } from './deviation/lot-verdicts.ts';
export { supplierLotDeviation, type DeviationScores } from './deviation/supplier-lot-deviation.ts';
export { blocksOf, pairedBlockBootstrap, quantile } from './evaluation/block-bootstrap.ts';
export { decilesOf, drift, driftReference, type Drift, type DriftReference } from './evaluation/drift.ts';
export {
  judgeDrift,
  type DriftInput,
  type DriftReport,
  type JudgedScores,
  type WatchedFeature,
} from './evaluation/judge-drift.ts';
export { labelShuffleControl, suspectFeatures } from './evaluation/leak-checks.ts';
export type { Metric } from './evaluation/metric.ts';
export { brier, brierSkill, expectedCalibrationError, logLoss, reliability } from './evaluation/probability-metrics.ts';
export { judgePromotion, type Candidate, type Promotion, type PromotionInput } from './evaluation/promotion.ts';
export { auroc, averagePrecision, recallAtBudget } from './evaluation/ranking-metrics.ts';
export { rollingOrigin, splitFaults, type Fold, type Timeline } from './evaluation/rolling-origin.ts';
export type { ExpectedSaving, LotActions } from './expiry/compare-actions.ts';
export type { DemandSeries, ExpiryData, ExpiryScores, StockState } from './expiry/expiry-data.ts';
export { expiry } from './expiry/expiry-family.ts';
export type { ExpiryAnswer, ExpiryQuestion } from './expiry/what-if.ts';
export { judgeLaterStock, type KnownDemand, type LaterJudgements, type LaterStock } from './expiry/later-stock.ts';
export type { Judgement } from './expiry/evaluate-expiry.ts';
export {
  CorruptArtefact,
  type Champion,
  type Family,
  type PromotionVerdict,
  type Skill,
  type Trained,
  type TrainingProgress,
  type TrainOptions,
} from './family.ts';
export { savedByMarkdown, savedByTransfer, savedByUsingFirst, type Shelf } from './fefo/actions.ts';
export { type Losses, type Stock } from './fefo/losses.ts';
export {
  expiryOutlook,
  expiryVerdicts,
  lossesOf,
  type ExpiryVerdict,
  type LotOutlook,
  type OutlookOptions,
  type ShelfLot,
} from './fefo/outlook.ts';
export { type CustomerClass } from './fefo/simulation.ts';
export type { CalibrationBin, CardMetric, Estimate, ModelCard } from './model-card.ts';
export { Random } from './random/random.ts';
export { featureTable, knownMask, selectRows, type FeatureTable } from './table/feature-table.ts';
export type { ColumnVerdict, RobustScaler } from './table/robust-scaler.ts';
