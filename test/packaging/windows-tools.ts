import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginStub } from './plugin-stub.ts';

/** What the templates of electron-builder call in the plugins that it would download; the others come with makensis. */
const PLUGINS = {
  Nsis7z: ['Extract'],
  StdUtils: ['ExecShellAsUser', 'GetAllParameters', 'GetParameter', 'GetParentPath', 'TestParameter'],
  UAC: ['_'],
  WinShell: ['SetLnkAUMI', 'UninstAppUserModelId', 'UninstShortcut'],
} as const;

/**
 * Stands in for what electron-builder downloads to make the Windows installer, with Debian's makensis among it. What runs on
 * Windows alone is left out: the plugins are names without code, the archive of the app is empty, and where Wine would let
 * the first pass write the uninstaller, the first pass itself is taken for it.
 * @param folder empty; the tools go there
 * @returns the variables by which electron-builder finds them
 */
export function standInForWindowsTools(folder: string): Readonly<Record<string, string>> {
  const put = (path: string, content: string | Buffer, mode = 0o644): string => {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content, { mode });
    return file;
  };
  const script = (path: string, body: string): string => put(path, `#!/bin/sh\n${body}\n`, 0o755);
  // electron-builder names a folder without NSIS's own files.
  script('nsis/linux/makensis', 'unset NSISDIR\nexec makensis "$@"');
  put('nsis/elevate.exe', '');
  for (const [name, functions] of Object.entries(PLUGINS)) {
    put(`resources/plugins/x86-unicode/${name}.dll`, pluginStub(functions));
  }
  for (const part of ['wine-home', 'lib']) mkdirSync(join(folder, 'wine', part), { recursive: true });
  script('wine/bin/wine', 'exec cp "$1" "${1%exe}__uninstaller.exe"');
  return {
    ELECTRON_BUILDER_NSIS_DIR: join(folder, 'nsis'),
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(folder, 'resources'),
    ELECTRON_BUILDER_WINE_TOOLSET_DIR: join(folder, 'wine'),
    ELECTRON_BUILDER_7ZIP_PATH: script('7za', 'for argument; do case $argument in *.7z) : > "$argument" ;; esac; done'),
  };
}
