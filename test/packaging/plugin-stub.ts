const HEADERS = 0x200;
/** Where the one section lies once Windows has loaded it. */
const SECTION = 0x1000;
const EXPORT_DIRECTORY = 40;

/**
 * A Windows library of 32 bits that exports these functions and holds none: makensis reads no more of a plugin than its names.
 * https://learn.microsoft.com/windows/win32/debug/pe-format
 */
export function pluginStub(functions: readonly string[]): Buffer {
  const section = exportsOf([...functions].sort());
  const file = Buffer.alloc(HEADERS + section.length);
  file.write('MZ', 0, 'latin1');
  file.writeUInt32LE(64, 60);
  file.write('PE\0\0', 64, 'latin1');
  const coff = 68;
  file.writeUInt16LE(0x14c, coff); // i386
  file.writeUInt16LE(1, coff + 2); // one section
  file.writeUInt16LE(224, coff + 16); // the size of what follows
  file.writeUInt16LE(0x2102, coff + 18); // a library, of 32 bits
  const optional = coff + 20;
  file.writeUInt16LE(0x10b, optional);
  file.writeUInt32LE(SECTION, optional + 32);
  file.writeUInt32LE(HEADERS, optional + 36);
  file.writeUInt32LE(16, optional + 92); // directories, of which the exports are the first
  file.writeUInt32LE(SECTION, optional + 96);
  file.writeUInt32LE(section.length, optional + 100);
  const entry = optional + 224;
  file.write('.edata', entry, 'latin1');
  file.writeUInt32LE(section.length, entry + 8);
  file.writeUInt32LE(SECTION, entry + 12);
  file.writeUInt32LE(section.length, entry + 16);
  file.writeUInt32LE(HEADERS, entry + 20);
  section.copy(file, HEADERS);
  return file;
}

/** The section: the directory, the functions' places (nowhere), their names' places, their numbers, the names. */
function exportsOf(functions: readonly string[]): Buffer {
  const places = EXPORT_DIRECTORY;
  const names = places + 4 * functions.length;
  const numbers = names + 4 * functions.length;
  const texts = functions.map((name) => Buffer.from(`${name}\0`, 'latin1'));
  let text = numbers + 2 * functions.length;
  const section = Buffer.alloc(text + texts.reduce((sum, { length }) => sum + length, 0));
  section.writeUInt32LE(functions.length, 20);
  section.writeUInt32LE(functions.length, 24);
  section.writeUInt32LE(SECTION + places, 28);
  section.writeUInt32LE(SECTION + names, 32);
  section.writeUInt32LE(SECTION + numbers, 36);
  texts.forEach((name, at) => {
    section.writeUInt32LE(SECTION + text, names + 4 * at);
    section.writeUInt16LE(at, numbers + 2 * at);
    text += name.copy(section, text);
  });
  return section;
}
