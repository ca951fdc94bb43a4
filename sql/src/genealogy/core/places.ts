/** Where a quantity can be, as codes; 0 stands for "not given" in each. */
export interface Place {
  readonly bucket: number;
  readonly site: number;
  readonly location: number;
  readonly status: number;
  readonly customer: number;
  readonly party: number;
  readonly unit: number;
}

const WIDTH = 7;

/** Every combination of bucket, site, location, status, customer, forwarding party and unit that occurs, numbered from 0. */
export class Places {
  private parts = new Uint32Array(WIDTH * 512);
  /** Open addressing, 1 + number. */
  private table = new Uint32Array(1024);
  count = 0;
  /** By place: unit and bucket code, for loops that have no time for more. */
  unitByPlace = new Uint16Array(512);
  bucketByPlace = new Uint8Array(512);

  /** Number of a place; the same place has the same number. */
  intern(
    bucket: number,
    site: number,
    location: number,
    status: number,
    customer: number,
    party: number,
    unit: number,
  ): number {
    if (2 * (this.count + 1) > this.table.length) this.grow();
    const { table, parts } = this;
    const mask = table.length - 1;
    let at = hash(bucket, site, location, status, customer, party, unit) & mask;
    for (; table[at] !== 0; at = (at + 1) & mask) {
      const i = WIDTH * (table[at]! - 1);
      if (
        parts[i] === bucket &&
        parts[i + 1] === site &&
        parts[i + 2] === location &&
        parts[i + 3] === status &&
        parts[i + 4] === customer &&
        parts[i + 5] === party &&
        parts[i + 6] === unit
      )
        return table[at]! - 1;
    }
    const place = this.count++;
    table[at] = place + 1;
    this.unitByPlace[place] = unit;
    this.bucketByPlace[place] = bucket;
    parts.set([bucket, site, location, status, customer, party, unit], WIDTH * place);
    return place;
  }

  get(place: number): Place {
    const { parts } = this;
    const at = WIDTH * place;
    return {
      bucket: parts[at]!,
      site: parts[at + 1]!,
      location: parts[at + 2]!,
      status: parts[at + 3]!,
      customer: parts[at + 4]!,
      party: parts[at + 5]!,
      unit: parts[at + 6]!,
    };
  }

  get bytes(): number {
    return this.parts.byteLength + this.table.byteLength;
  }

  private grow(): void {
    this.table = new Uint32Array(4 * this.table.length);
    const parts = new Uint32Array((WIDTH * this.table.length) / 2);
    parts.set(this.parts.subarray(0, WIDTH * this.count));
    this.parts = parts;
    const units = new Uint16Array(this.table.length / 2);
    units.set(this.unitByPlace.subarray(0, this.count));
    this.unitByPlace = units;
    const buckets = new Uint8Array(this.table.length / 2);
    buckets.set(this.bucketByPlace.subarray(0, this.count));
    this.bucketByPlace = buckets;
    const mask = this.table.length - 1;
    for (let place = 0; place < this.count; place++) {
      const { bucket, site, location, status, customer, party, unit } = this.get(place);
      let at = hash(bucket, site, location, status, customer, party, unit) & mask;
      while (this.table[at] !== 0) at = (at + 1) & mask;
      this.table[at] = place + 1;
    }
  }
}

/** Mixes seven small numbers without making an array of them: it is asked for every row of the disposition. */
function hash(a: number, b: number, c: number, d: number, e: number, f: number, g: number): number {
  return mix(mix(mix(mix(mix(mix(mix(0, a), b), c), d), e), f), g) >>> 0;
}

function mix(mixed: number, part: number): number {
  const spread = Math.imul(mixed ^ part, 0x9e37_79b1);
  return spread ^ (spread >>> 15);
}
