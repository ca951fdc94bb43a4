export { newestFactKnown } from './newest-fact.ts';
