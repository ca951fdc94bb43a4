import { DAY } from '../calendar.ts';
import type { Product } from '../company/catalogue.ts';
import type { Customer } from '../company/customers.ts';
import { sites } from '../company/sites.ts';
import type { HoldFlaws } from '../flaws/hold-flaws.ts';
import type { FlawSchedule } from '../flaws/schedule.ts';
import type { ExpiryClearing } from '../life/expiry.ts';
import type { FefoQueue } from '../life/fefo-queue.ts';
import type { Stock } from '../life/lot.ts';
import { Sequence } from '../life/sequence.ts';
import type { Planning } from '../production/planning.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import type { Aftermath } from './aftermath.ts';
import type { Demand, OrderLine } from './demand.ts';
import type { PlannedOrders } from './planned-orders.ts';
import type { ShipmentLines } from './shipment-lines.ts';
import type { Warehouses } from './warehouse.ts';

const FIRST_DAY = 21;

/** Quantity of one lot on its way to a customer. */
export interface Delivery {
  readonly stock: Stock;
  readonly product: Product;
  readonly customer: Customer;
  /** Thousandths of pieces. */
  readonly quantity: number;
  readonly shipmentId: string;
  readonly shippedAt: number;
  readonly deliveredAt: number;
}

/** One truck to one customer on one day. */
interface Shipment {
  readonly id: string;
  readonly orderId: string;
  readonly customer: Customer;
  readonly shippedAt: number;
  readonly deliveredAt: number;
  lines: number;
  picks: number;
}

interface Parts {
  readonly demand: Demand;
  readonly planning: Planning;
  readonly warehouses: Warehouses;
  readonly lines: ShipmentLines;
  readonly orders: PlannedOrders;
  readonly aftermath: Aftermath;
  readonly expiry: ExpiryClearing;
  readonly flaws: FlawSchedule;
  readonly holds: HoldFlaws;
}

/** Takes orders, picks first expiry first among what the customer accepts, ships. */
export class Fulfilment {
  private readonly world: World;
  private readonly parts: Parts;
  private readonly random: Rng;
  private readonly shipmentIds = new Sequence('80');
  private readonly orderIds = new Sequence('12');
  private readonly chargeIds = new Sequence('QB');
  private today = new Map<string, Shipment>();
  private orderCount = 0;

  constructor(world: World, parts: Parts) {
    this.world = world;
    this.parts = parts;
    this.random = world.random('fulfilment');
  }

  day(day: number): void {
    if (day < FIRST_DAY) return;
    this.today = new Map();
    const { demand, planning } = this.parts;
    for (const product of this.world.catalogue.active) {
      let total = 0;
      for (const order of demand.orders(product, day)) {
        total += order.quantity;
        this.serve(order, day);
      }
      planning.demanded(product.item, total);
      this.writeTruth(product, day);
    }
  }

  private writeTruth(product: Product, day: number): void {
    const { demand } = this.parts;
    const rate = demand.rate(product, day);
    const size = demand.size(product);
    const { orderSpread, weekShape } = demand.noise(product);
    const date = this.world.calendar.date(day);
    this.world.truth.line(
      'demand-rates',
      `${product.item.id},${date},${rate.toFixed(5)},${size.toFixed(2)},${(rate * size).toFixed(3)},${orderSpread},${weekShape}\n`,
    );
  }

  private serve(order: OrderLine, day: number): void {
    const { product, customer, quantity } = order;
    const shipment = this.shipmentFor(customer, product, day);
    const line = String((shipment.lines += 10));
    const queue = this.world.stock.of(product.item, product.rules.warehouse);
    const earliest = product.shelfDays === undefined ? 0 : day + 1 + Math.ceil(customer.lifeShare * product.shelfDays);
    let left = quantity - this.shipExpired(order, shipment, line, day);
    queue.forEachFrom(earliest, (stock) => {
      if (left === 0) return true;
      if (stock.from > shipment.shippedAt - 30) return false;
      const taken = Math.min(left, stock.quantity);
      queue.take(stock, taken);
      this.holdAround(stock, queue, shipment, day);
      this.ship(stock, product, taken, shipment, line);
      left -= taken;
      return left === 0;
    });
    this.writeOrder(shipment.orderId, line, product, quantity, left, day);
    if (left > 0) this.chargeBack(shipment, left / quantity, day);
  }

  /** Retail chains charge for what they did not get. */
  private chargeBack({ orderId, customer }: Shipment, missing: number, day: number): void {
    if (!['retailer', 'discounter'].includes(customer.kind) || !this.random.chance(0.2)) return;
    const { out, calendar } = this.world;
    const at = calendar.iso(Math.min(calendar.end, (day + 9) * DAY + 600));
    const amount = Math.round(80 + 600 * missing * this.random.next());
    const costId = this.chargeIds.take();
    const { currency } = customer;
    out.write('cost_entries', { costId, kind: 'chargeback', caseId: orderId, amount, currency, at, recordedAt: at });
  }

  private shipmentFor(customer: Customer, product: Product, day: number): Shipment {
    const key = `${customer.index}/${product.rules.warehouse}`;
    const open = this.today.get(key);
    if (open) return open;
    const shippedAt = day * DAY + 540 + this.random.below(420);
    const deliveredAt = shippedAt + this.random.whole(14, 70) * 60;
    const id = this.shipmentIds.take();
    const shipment = { id, orderId: this.orderIds.take(), customer, shippedAt, deliveredAt, lines: 0, picks: 0 };
    this.today.set(key, shipment);
    return shipment;
  }

  /** A planted violation: some of what expired, and is not written off yet, goes out. */
  private shipExpired({ product, quantity }: OrderLine, shipment: Shipment, line: string, day: number): number {
    const stock = this.parts.expiry.expired(product.item, day);
    if (!stock || !this.parts.flaws.take('shipped_expired', day)) return 0;
    const taken = Math.min(quantity, stock.quantity);
    stock.quantity -= taken;
    this.ship(stock, product, taken, shipment, line);
    this.violation('shipped_expired', stock, shipment);
    return taken;
  }

  /** A planted violation: the lot was on hold when it left. */
  private holdAround(stock: Stock, queue: FefoQueue, shipment: Shipment, day: number): void {
    const held = Math.max(stock.lot.lastTaken + 1, stock.from + 1, shipment.shippedAt - 50);
    if (held >= shipment.shippedAt || stock.lot.reached || stock.lot.item.tracking === 'serial') return;
    if (!this.parts.flaws.take('shipped_on_hold', day)) return;
    this.parts.holds.around(stock, queue, held, shipment.shippedAt);
    this.violation('shipped_on_hold', stock, shipment);
  }

  private violation(kind: string, { lot }: Stock, { id, customer, shippedAt }: Shipment): void {
    const { truth, calendar } = this.world;
    truth.violation(kind, { lotId: lot.id, shipmentId: id, customerId: customer.id, at: calendar.iso(shippedAt) });
  }

  private ship(stock: Stock, product: Product, quantity: number, shipment: Shipment, orderLine: string): void {
    const { world, parts } = this;
    const { lot } = stock;
    const { salesUnit: unit, caseSize } = product.rules;
    const sold = unit === 'CS' ? quantity / caseSize : quantity;
    const { shippedAt, deliveredAt, customer, orderId } = shipment;
    const shipmentId = shipment.id;
    const pallet = product.item.tracking !== 'serial' && world.keeps(lot);
    const handlingUnit = pallet ? parts.warehouses.pack([[lot, quantity]], shippedAt - 45, deliveredAt + 90) : '';
    const note = { shipment: shipmentId, capture: 'interface', unit } as const;
    world.ledger.moved(lot, 'ship', sold, stock, undefined, shippedAt, note);
    lot.lastTaken = Math.max(lot.lastTaken, shippedAt);
    if (lot.uncertified && customer.certificate) this.violation('shipped_without_certificate', stock, shipment);
    parts.planning.moved(product.item, -quantity);
    parts.lines.add({
      shipmentId,
      lineId: `${orderLine}-${++shipment.picks}`,
      lot,
      customer,
      fromSite: stock.site,
      orderId,
      handlingUnit,
      quantity: sold,
      unit,
      shippedAt,
      deliveredAt,
      documentsComplete: this.random.chance(0.985),
      price: product.price * (unit === 'CS' ? caseSize : 1),
      recorded: Math.min(deliveredAt, shippedAt + DAY),
    });
    parts.aftermath.shipped({ stock, product, customer, quantity, shipmentId, shippedAt, deliveredAt });
  }

  private writeOrder(
    orderId: string,
    lineId: string,
    product: Product,
    ordered: number,
    left: number,
    day: number,
  ): void {
    if (this.orderCount++ % this.world.scale.thinning !== 0) return;
    const { salesUnit: unit, caseSize, warehouse } = product.rules;
    this.parts.orders.add({
      orderId,
      lineId,
      item: product.item,
      site: sites[warehouse],
      kind: 'customer',
      quantity: unit === 'CS' ? ordered / caseSize : ordered,
      unit,
      dueDay: day,
      status: left === 0 ? 'closed' : left === ordered ? 'unfilled' : 'short',
      recorded: (day - 1) * DAY + 600,
    });
  }
}
