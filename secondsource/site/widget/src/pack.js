/* Reads a pack: gzip around a length, a list of [path, size], and the files one after another. */

const GZIP = [0x1f, 0x8b, 8];

/** Unpack a stream of bytes.  Some servers send what is packed as such, some unpack it on the way: the bytes tell.
    Returns [[path, bytes], …]; throws where they are no pack. */
export async function unpacked(stream) {
  const [first, whole] = stream.tee();
  const reader = first.getReader();
  const { value } = await reader.read();
  reader.cancel();
  const packed = GZIP.every((byte, at) => (value?.[at] ?? byte) === byte);
  const sent = await new Response(packed ? whole.pipeThrough(new DecompressionStream("gzip")) : whole).arrayBuffer();
  const length = new DataView(sent).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(sent, 4, length)));
  let start = 4 + length;
  return list.map(([path, size]) => {
    const file = [path, new Uint8Array(sent, start, size)];
    start += size;
    return file;
  });
}

const LIBRARY = "/lib/python314.zip";

/** Write files into the interpreter's file system; the bytes are handed over, not copied. */
export async function writePack(FS, files) {
  // Python looks for its library in one zip file, and reads a folder of that name faster.
  while (!FS.analyzePath(LIBRARY).exists) await new Promise((wake) => setTimeout(wake, 5));
  FS.unlink(LIBRARY);
  const made = new Set();
  for (const [path, bytes] of files) {
    const folder = `/${path.slice(0, path.lastIndexOf("/"))}`;
    if (!made.has(folder)) {
      FS.mkdirTree(folder);
      made.add(folder);
    }
    FS.writeFile(`/${path}`, bytes, { canOwn: true });
  }
}
