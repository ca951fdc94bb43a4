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
    const size = 4 * this.length();
    // A copy begins where four-byte numbers may; machines that ClickHouse and Node run on are little-endian, as it is.
    const values = new Uint32Array(size / 4);
    new Uint8Array(values.buffer).set(this.bytes.subarray(this.at, this.at + size));
    this.at += size;
    return values;
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
