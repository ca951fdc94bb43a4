import type { Calendar } from '../calendar.ts';
import type { Product } from '../company/catalogue.ts';
import { customers, type Customer } from '../company/customers.ts';
import type { Channel } from '../company/families.ts';
import type { DemandPattern } from '../company/products.ts';
import type { Rng } from '../rng.ts';

const AMPLITUDE: Readonly<Record<DemandPattern, number>> = {
  steady: 0.06,
  summer: 0.45,
  winter: 0.4,
  growing: 0.1,
  declining: 0.08,
  intermittent: 0,
};
/** Order size spread (sigma of the logarithm); intermittent products are lumpy. */
const SPREAD: Readonly<Record<DemandPattern, number>> = {
  steady: 0.5,
  summer: 0.55,
  winter: 0.55,
  growing: 0.5,
  declining: 0.6,
  intermittent: 0.9,
};
const WEEK = [1.25, 1.15, 1.05, 1.1, 1.25, 0.15, 0.05] as const;

export interface OrderLine {
  readonly product: Product;
  readonly customer: Customer;
  /** Thousandths of pieces, whole cases. */
  readonly quantity: number;
}

/** True demand: seasonal, trending or intermittent order rates, over-dispersed by a factor that whole weeks share. */
export class Demand {
  private readonly calendar: Calendar;
  private readonly random: Rng;
  private readonly factor: number;
  private readonly buyers = new Map<Channel, { customers: Customer[]; cumulative: number[] }>();
  private readonly weekFactor = new Map<Product, number>();

  /** `factor` multiplies the number of orders, not their size. */
  constructor(calendar: Calendar, factor: number, random: Rng) {
    this.calendar = calendar;
    this.factor = factor;
    this.random = random;
    for (const channel of ['food', 'health', 'device'] as const) {
      const own = customers.filter((one) => !one.secondTier && one.channels.includes(channel));
      let sum = 0;
      this.buyers.set(channel, { customers: own, cumulative: own.map((one) => (sum += one.weight)) });
    }
  }

  /** Expected orders of a product on a day, before the week's own factor. */
  rate(product: Product, day: number): number {
    const { pattern, ordersPerDay } = product;
    const phase = pattern === 'winter' ? 0.02 : 0.55;
    const season = 1 + AMPLITUDE[pattern] * Math.cos(2 * Math.PI * (this.calendar.season(day) - phase));
    const years = day / 365;
    const trend = pattern === 'growing' ? 0.85 + 0.18 * years : pattern === 'declining' ? 1.2 - 0.2 * years : 1;
    return ordersPerDay * this.factor * season * trend * WEEK[this.calendar.weekday(day)]!;
  }

  /** Expected pieces per order. */
  size(product: Product): number {
    return product.demandPerDay / product.ordersPerDay;
  }

  /** Sigma of the logarithm of an order's size, and shape of the gamma (mean 1) by which all days of a week are multiplied. */
  noise({ pattern }: Product): { orderSpread: number; weekShape: number } {
    return { orderSpread: SPREAD[pattern], weekShape: pattern === 'intermittent' ? 2 : 14 };
  }

  orders(product: Product, day: number): OrderLine[] {
    if (this.calendar.weekday(day) === 0 || !this.weekFactor.has(product)) {
      this.weekFactor.set(product, this.random.gamma(this.noise(product).weekShape));
    }
    const count = this.random.poisson(this.rate(product, day) * this.weekFactor.get(product)!);
    return Array.from({ length: count }, () => this.order(product));
  }

  private order(product: Product): OrderLine {
    const { customers: own, cumulative } = this.buyers.get(product.rules.channel)!;
    const customer = own[this.random.weighted(cumulative)]!;
    const { caseSize } = product.rules;
    const pieces = this.size(product) * this.random.spread(this.noise(product).orderSpread);
    return { product, customer, quantity: Math.max(1, Math.round(pieces / caseSize)) * caseSize * 1000 };
  }
}
