/** Reads ClickHouse's RowBinary: values one after the other, lengths as LEB128. */
export class RowBinaryReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  string(): string {
    const length = this.length();
    const start = this.at;
    this.at += length;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, length).toString('utf8');
  }

  uint32Array(): Uint32Array {
    const values = new Uint32Array(this.length());
    this.fill(values);
    return values;
  }

  float64Array(): Float64Array {
    const values = new Float64Array(this.length());
    this.fill(values);
    return values;
  }

  /** ClickHouse writes numbers as the machines that it and Node run on hold them: the lowest byte first. */
  private fill(values: Uint32Array | Float64Array): void {
    const end = this.at + values.byteLength;
    new Uint8Array(values.buffer).set(this.bytes.subarray(this.at, end));
    this.at = end;
  }

  private length(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.view.getUint8(this.at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
}
