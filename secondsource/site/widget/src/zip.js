/* Zips, written and read in the page.  The library checks sums and sizes, and refuses paths that lead out. */
import { BlobReader, BlobWriter, TextReader, Uint8ArrayWriter, ZipReader, ZipWriter, configure } from "@zip.js/zip.js/lib/zip-core-custom.js";

configure({ useWebWorkers: false });

/** A zip of texts, each {path, text, at}, as a blob. */
export async function zipped(files) {
  const zip = new ZipWriter(new BlobWriter("application/zip"));
  for (const { path, text, at } of files) await zip.add(path, new TextReader(text), { lastModDate: new Date(at) });
  return zip.close();
}

/** The files of a zip, each {path, size, when, link, locked, read}; `read()` gives its bytes.  Throws for what is no zip. */
export async function* unzipped(blob) {
  for await (const entry of new ZipReader(new BlobReader(blob)).getEntriesGenerator()) {
    if (entry.directory) continue;
    yield {
      path: entry.filename,
      size: entry.uncompressedSize,
      when: entry.lastModDate.getTime(),
      link: ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000,
      locked: entry.encrypted,
      read: () => entry.getData(new Uint8ArrayWriter(), { checkCrc32: true, checkOverlappingEntry: true }),
    };
  }
}
