// What stands in a LevelDB table file, unpacked. Browsers keep IndexedDB in such files and pack their blocks with
// Snappy, which can hide a word from a search: the scan for residue reads them unpacked as well.

const FOOTER = 48;
const MAGIC = Buffer.from("57fb808b247547db", "hex");

/** The unpacked data blocks of an .ldb file; undefined when the bytes are not one. Blocks that do not unpack are left out. */
export function unpackLevelDb(file: Buffer): readonly Buffer[] | undefined {
  if (file.length < FOOTER || !file.subarray(-8).equals(MAGIC)) return undefined;
  const reader = createReader(file.subarray(-FOOTER));
  reader.number(); // the index of filters: where it begins
  reader.number(); // and how long it is
  const index = block(file, reader.number(), reader.number());
  if (index === undefined) return [];
  const blocks: Buffer[] = [];
  for (const handle of valuesOf(index)) {
    const at = createReader(handle);
    const data = block(file, at.number(), at.number());
    if (data !== undefined) blocks.push(data);
  }
  return blocks;
}

/** A block and its trailer: one byte tells how it is packed (0 not at all, 1 Snappy). */
function block(file: Buffer, offset: number, size: number): Buffer | undefined {
  const packed = file.subarray(offset, offset + size);
  const how = file[offset + size];
  if (packed.length < size || how === undefined || how > 1) return undefined;
  if (how === 0) return packed;
  try {
    return unpackSnappy(packed);
  } catch {
    return undefined;
  }
}

/** The values of a block of key and value pairs: keys share beginnings, values stand whole. */
function valuesOf(data: Buffer): readonly Buffer[] {
  const restarts = data.readUInt32LE(data.length - 4);
  const end = data.length - 4 * (restarts + 1);
  const values: Buffer[] = [];
  const reader = createReader(data.subarray(0, Math.max(end, 0)));
  while (!reader.done()) {
    reader.number();
    const rest = reader.number();
    const length = reader.number();
    reader.skip(rest);
    values.push(reader.take(length));
  }
  return values;
}

export function unpackSnappy(packed: Buffer): Buffer {
  const reader = createReader(packed);
  const out = Buffer.alloc(reader.number());
  let at = 0;
  while (!reader.done()) {
    const tag = reader.byte();
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const literal = reader.take((short < 60 ? short : reader.little(short - 59)) + 1);
      literal.copy(out, at);
      at += literal.length;
      continue;
    }
    const length = (tag & 3) === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = (tag & 3) === 1 ? ((tag >> 5) << 8) | reader.byte() : reader.little((tag & 3) === 2 ? 2 : 4);
    if (back === 0 || back > at) throw new RangeError("not Snappy");
    // Byte by byte: a copy may reach into what it is writing.
    for (let i = 0; i < length; i += 1, at += 1) out[at] = out[at - back] ?? 0;
  }
  return out;
}

function createReader(bytes: Buffer) {
  let at = 0;
  const byte = (): number => {
    const value = bytes[at];
    if (value === undefined) throw new RangeError("the bytes end too soon");
    at += 1;
    return value;
  };
  return {
    byte,
    done: () => at >= bytes.length,
    skip(count: number) {
      at += count;
    },
    take(count: number): Buffer {
      if (at + count > bytes.length) throw new RangeError("the bytes end too soon");
      at += count;
      return bytes.subarray(at - count, at);
    },
    little(count: number): number {
      let value = 0;
      for (let i = 0; i < count; i += 1) value += byte() * 256 ** i;
      return value;
    },
    /** A number of seven bits a byte. */
    number(): number {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const part = byte();
        value += (part & 127) * factor;
        if (part < 128) return value;
      }
    },
  };
}
