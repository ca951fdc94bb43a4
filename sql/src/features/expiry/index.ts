export { cutoffDayOf, readExpiryFeatures } from './read-expiry-features.ts';
export type {
  DemandOfItem,
  ExpiryFeatures,
  ExpiryFeaturesRequest,
  StockOfDay,
  StockOfNow,
} from './read-expiry-features.ts';
