/* Reads a pack: gzip around a length, a list of [path, size], and the files one after another. */

/** Fetch and unpack; `progress` is told how many bytes have come.  Returns [[path, bytes], …]. */
export async function fetchPack(url, progress) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
  const counted = answer.body.pipeThrough(
    new TransformStream({
      transform(chunk, out) {
        progress(chunk.byteLength);
        out.enqueue(chunk);
      },
    }),
  );
  const data = await new Response(counted.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const length = new DataView(data).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
  let start = 4 + length;
  return list.map(([path, size]) => {
    const file = [path, new Uint8Array(data, start, size)];
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
