import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Stands in for `fpm`, which electron-builder would download: makes a deb or an rpm of the tree that it is told of, with the
 * system's own dpkg-deb or rpmbuild. Only the options that electron-builder passes are understood, any other is an error.
 */

interface Order {
  readonly type: string;
  readonly output: string;
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly maintainer: string;
  readonly vendor: string;
  readonly url: string;
  readonly license: string;
  readonly category: string;
  readonly priority: string;
  /** First the line for lists, then paragraphs. */
  readonly description: readonly string[];
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly compression: string;
  /** Files of maintainer scripts by their name in a deb. */
  readonly scripts: Readonly<Record<string, string>>;
  /** What goes where: `[from, to]`. */
  readonly places: readonly (readonly [string, string])[];
}

const SCRIPTS = {
  '--before-install': 'preinst',
  '--after-install': 'postinst',
  '--before-remove': 'prerm',
  '--after-remove': 'postrm',
} as const;

const VALUES = new Set([
  ...['-s', '-t', '-d', '--package', '--name', '--version', '--architecture', '--maintainer', '--vendor', '--url'],
  ...['--license', '--category', '--description', '--rpm-summary', '--rpm-compression', '--deb-compression'],
  ...['--deb-priority', '--deb-recommends', '--rpm-os', ...Object.keys(SCRIPTS)],
]);
const FLAGS = new Set(['--force']);

/** @throws where it meets an option that it does not know */
export function readOrder(args: readonly string[]): Order {
  const values = new Map<string, string[]>();
  const places: [string, string][] = [];
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? '';
    if (FLAGS.has(argument)) continue;
    const [, option, inline] = /^(--?[a-z-]+)(?:=([^]*))?$/.exec(argument) ?? [];
    if (option !== undefined) {
      if (!VALUES.has(option)) throw new Error(`fpm stand-in: unknown option ${argument}`);
      const value = inline ?? args[(at += 1)] ?? '';
      values.set(option, [...(values.get(option) ?? []), value]);
      continue;
    }
    const split = argument.lastIndexOf('=');
    if (split < 0) throw new Error(`fpm stand-in: ${argument} is no from=to`);
    places.push([argument.slice(0, split), argument.slice(split + 1)]);
  }
  const one = (option: string, otherwise = ''): string => values.get(option)?.at(-1) ?? otherwise;
  const paragraphs = one('--description')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const summary = one('--rpm-summary');
  return {
    type: one('-t'),
    output: one('--package'),
    name: one('--name').toLowerCase(),
    version: one('--version'),
    architecture: one('--architecture'),
    maintainer: one('--maintainer'),
    vendor: one('--vendor'),
    url: one('--url'),
    license: one('--license'),
    category: one('--category', 'misc'),
    priority: one('--deb-priority', 'optional'),
    description: summary === '' ? paragraphs : [summary, ...paragraphs],
    depends: values.get('-d') ?? [],
    recommends: values.get('--deb-recommends') ?? [],
    compression: one('--deb-compression', 'xz'),
    scripts: Object.fromEntries(
      Object.entries(SCRIPTS).flatMap(([option, name]) => (values.has(option) ? [[name, one(option)]] : [])),
    ),
    places,
  };
}

/** Where a package says which file types it knows. */
const MIME_TYPES = '/usr/share/mime/packages/';

/** electron-builder has no icon for a file type on Linux but that of an office document. @param name of the program, and of its icons */
export function withProgramIcon(types: string, name: string): string {
  return types.replace('<icon name="x-office-document" />', `<icon name="${name}" />`);
}

/** Lays the tree out as it will stand on the disk, owned by root and writable by root alone. */
function layOut(order: Order, tree: string): void {
  for (const [from, to] of order.places) {
    const target = join(tree, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    if (statSync(from).isFile()) chmodSync(target, 0o644);
    if (to.startsWith(MIME_TYPES)) writeFileSync(target, withProgramIcon(readFileSync(target, 'utf8'), order.name));
  }
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', tree]);
}

function makeDeb(order: Order, tree: string): void {
  const about = join(tree, 'DEBIAN');
  const kilobytes = execFileSync('du', ['-sk', '--apparent-size', tree], { encoding: 'utf8' }).split('\t')[0];
  mkdirSync(about);
  const fields = {
    Package: order.name,
    Version: order.version,
    Section: order.category,
    Priority: order.priority,
    Architecture: order.architecture,
    Maintainer: order.maintainer,
    'Installed-Size': kilobytes,
    Depends: order.depends.join(', '),
    Recommends: order.recommends.join(', '),
    Homepage: order.url,
  };
  const [summary = order.name, ...rest] = order.description;
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  writeFileSync(
    join(about, 'control'),
    [...lines, `Description: ${summary}`, ...rest.map((line) => ` ${line}`), ''].join('\n'),
  );
  for (const [name, file] of Object.entries(order.scripts)) {
    writeFileSync(join(about, name), readFileSync(file), { mode: 0o755 });
    chmodSync(join(about, name), 0o755);
  }
  const level = process.env['HUSKY_PACKAGING_LEVEL'];
  execFileSync('dpkg-deb', [
    ...['--root-owner-group', `-Z${level === '0' ? 'none' : debCompression(order.compression)}`],
    ...['--build', tree, order.output],
  ]);
}

/** fpm's name of a compression as dpkg-deb calls it. */
function debCompression(name: string): string {
  return name === 'gz' ? 'gzip' : name;
}

/** rpm's names for the moments of a package's life. */
const SECTIONS = { preinst: 'pre', postinst: 'post', prerm: 'preun', postrm: 'postun' } as const;

function makeRpm(order: Order, tree: string, work: string): void {
  const [summary = order.name] = order.description;
  const level = process.env['HUSKY_PACKAGING_LEVEL'];
  const scripts = Object.entries(SECTIONS).flatMap(([name, section]) => {
    const file = order.scripts[name];
    return file === undefined
      ? []
      : [
          `%${section}`,
          readFileSync(file, 'utf8')
            .replace(/^#!.*\n/, '')
            .replaceAll('%', '%%'),
        ];
  });
  const spec = [
    ...[`Name: ${order.name}`, `Version: ${order.version}`, 'Release: 1', `Summary: ${summary}`],
    ...[`License: ${order.license}`, `URL: ${order.url}`, `Vendor: ${order.vendor}`, 'AutoReqProv: no'],
    ...order.depends.map((name) => `Requires: ${name}`),
    // What was built is shipped as it is: not stripped, not linked into /usr/lib/.build-id.
    ...['%define __os_install_post %{nil}', '%define _build_id_links none', '%define _buildhost reproducible'],
    ...['%define use_source_date_epoch_as_buildtime 1', '%define clamp_mtime_to_source_date_epoch 1'],
    `%define _binary_payload ${level === undefined ? 'w7.xzdio' : `w${level}.gzdio`}`,
    ...[
      '%description',
      ...order.description,
      '%files',
      '%defattr(-,root,root,-)',
      ...filesOf(tree, ''),
      ...scripts,
      '',
    ],
  ].join('\n');
  const specFile = join(work, 'package.spec');
  writeFileSync(specFile, spec);
  execFileSync(
    'rpmbuild',
    [
      ...['-bb', '--buildroot', tree, '--target', order.architecture, '--define', `_topdir ${join(work, 'rpm')}`],
      ...['--define', `_rpmdir ${join(work, 'made')}`, specFile],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const made = readdirSync(join(work, 'made'), { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.rpm'),
  );
  if (made === undefined) throw new Error('rpmbuild made no package');
  cpSync(join(work, 'made', made), order.output);
}

/** Every file, and the folders that are the package's own: `/usr/share` and the like belong to the system. */
function filesOf(tree: string, below: string): string[] {
  return readdirSync(join(tree, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`;
    if (!entry.isDirectory()) return [`"${path}"`];
    return [...(path.startsWith('/opt/') ? [`%dir "${path}"`] : []), ...filesOf(tree, path)];
  });
}

function main(): void {
  const order = readOrder(process.argv.slice(2));
  const work = mkdtempSync(join(tmpdir(), 'husky-package-'));
  const tree = join(work, 'tree');
  try {
    layOut(order, tree);
    if (order.type === 'deb') makeDeb(order, tree);
    else if (order.type === 'rpm') makeRpm(order, tree, work);
    else throw new Error(`fpm stand-in: ${order.type} is not made here`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (import.meta.filename === process.argv[1]) main();
