import type { Engine } from '../engine/engine.ts';
import { answerComparison } from './compare-questions.ts';
import { Desk } from './desk.ts';
import { giveBack } from './give-back.ts';
import { LevelsSource } from './levels/levels-source.ts';
import { bytesNeeded, countRowsOf } from './load/load-plant.ts';
import { MemorySource } from './memory-source.ts';
import type { PlantSource } from './plant-source.ts';
import type {
  ComparisonRequest,
  IdsRequest,
  ScopeRequest,
  SuspectsRequest,
  TraceRequest,
  Visibility,
} from './request.ts';
import type { IdsResult, NodeRef, TraceResult } from './result.ts';
import { answerScope, explainExclusion, openScope } from './scope-questions.ts';
import type { Comparison, ComputedScope, ExplainedExclusion, ScopeResult, SuspectsResult } from './scope-result.ts';
import { answerSuspects } from './suspect-questions.ts';
import { answerIds, answerTrace } from './trace-questions.ts';

export interface GenealogyOptions {
  /** Memory the index may take; past it every question is answered level by level in ClickHouse. */
  readonly memoryMb: number;
}

export interface GenealogyStatus {
  readonly mode: 'memory' | 'levels';
  readonly lots: number;
  readonly operations: number;
  readonly links: number;
  /** Links held in the delta, not yet merged into the arrays. */
  readonly delta: number;
  readonly bytes: number;
  readonly builtInMs: number;
  readonly dataAsOf: string | null;
}

/** Every question about what is in what: opened once per process, refreshed after each published import. */
export class Genealogy {
  /** Resolves when the first load is done, rejects if it failed. */
  readonly ready: Promise<void>;
  private readonly engine: Engine;
  private readonly options: GenealogyOptions;
  private readonly desk: Desk;
  private source: PlantSource | null = null;
  private builtInMs = 0;
  /** Loads and refreshes run one behind the other. */
  private line: Promise<void>;
  private closed = false;

  private constructor(engine: Engine, options: GenealogyOptions) {
    this.engine = engine;
    this.options = options;
    this.desk = new Desk(() => this.current());
    this.ready = this.load();
    this.line = this.ready.catch(() => undefined);
  }

  /** Starts loading and returns at once; every question waits for `ready`. */
  static async open(engine: Engine, options: GenealogyOptions): Promise<Genealogy> {
    return new Genealogy(engine, options);
  }

  /** Of the plant that questions are answered from; zeros while the first load runs. */
  get status(): GenealogyStatus {
    const { source, builtInMs } = this;
    const size = source?.size ?? { lots: 0, operations: 0, links: 0, delta: 0, bytes: 0 };
    return { mode: source?.mode ?? 'memory', ...size, builtInMs, dataAsOf: source?.version.dataAsOf ?? null };
  }

  /**
   * Takes in what was published since; small imports go to the delta, big ones are loaded anew while questions are still answered
   * from the plant as it was. Resolves when the new state answers.
   */
  refresh(): Promise<void> {
    const refreshed = this.line.then(() => this.refreshNow());
    // Not before the refresh has ended: until then it holds the former plant itself.
    this.line = refreshed.then((outcome) => (outcome === 'replaced' ? giveBack() : undefined)).catch(() => undefined);
    return refreshed.then(() => undefined);
  }

  /** Node number of a lot or operation, null when no row names it. */
  async find(ref: NodeRef): Promise<number | null> {
    const source = await this.current();
    return (await source.find([ref]))[0] ?? null;
  }

  trace(request: TraceRequest): Promise<TraceResult> {
    return answerTrace(this.desk, request);
  }

  /** Only the lot ids of a trace, all of them, nearest first. */
  ids(request: IdsRequest): Promise<IdsResult> {
    return answerIds(this.desk, request);
  }

  scope(request: ScopeRequest): Promise<ScopeResult> {
    return answerScope(this.desk, request);
  }

  /** The lots of a scope by its id; throws `ScopeGone` when the id is not ours, or too long to be answered by another process. */
  computedScope(scopeId: string, visibility: Visibility = {}): Promise<ComputedScope> {
    return openScope(this.desk, scopeId, visibility);
  }

  /**
   * R9: every link that keeps the suspect material out of one excluded lot, not only the nearest; null when it is not excluded, or
   * of a site that the caller may not see.
   */
  excludedEvidence(scopeId: string, lotId: string, visibility: Visibility = {}): Promise<ExplainedExclusion | null> {
    return explainExclusion(this.desk, scopeId, lotId, visibility);
  }

  /** R4: what lot precision saves against recalling the items and days. */
  compare(request: ComparisonRequest): Promise<Comparison> {
    return answerComparison(this.desk, request);
  }

  /** R8: what the bad lots have in common and the good ones have not. */
  suspects(request: SuspectsRequest): Promise<SuspectsResult> {
    return answerSuspects(this.desk, this.engine, request);
  }

  /** Waits for a load or refresh that runs; nothing is asked of the engine afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    await this.line;
    this.source = null;
    this.desk.forget();
  }

  private async current(): Promise<PlantSource> {
    if (this.source === null && !this.closed) await this.ready;
    if (this.source === null) throw new Error('the genealogy is closed');
    return this.source;
  }

  private async load(): Promise<void> {
    const started = performance.now();
    const counts = await countRowsOf(this.engine);
    const fits = bytesNeeded(counts) <= this.options.memoryMb * 1024 * 1024;
    const source = fits ? await MemorySource.load(this.engine, counts) : await LevelsSource.open(this.engine, counts);
    this.answerFrom(source);
    this.builtInMs = performance.now() - started;
  }

  private async refreshNow(): Promise<'same arrays' | 'replaced'> {
    if (this.closed) return 'same arrays';
    const { source } = this;
    const refreshed = source instanceof MemorySource ? await source.refreshed() : null;
    if (refreshed !== null) {
      this.answerFrom(refreshed);
      return 'same arrays';
    }
    await this.load();
    // What was published while the load ran.
    if (this.source instanceof MemorySource) await this.refreshLate(this.source);
    return 'replaced';
  }

  private async refreshLate(source: MemorySource): Promise<void> {
    const refreshed = await source.refreshed();
    if (refreshed !== null) this.answerFrom(refreshed);
  }

  private answerFrom(source: PlantSource): void {
    this.source = source;
    this.desk.forget();
  }
}
