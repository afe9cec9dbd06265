/** Icons of the screens that patients see, drawn on 48 × 48. */
const paths = {
  back: 'M30 10 16 24l14 14',
  again: 'M39 25a15 15 0 1 1-5-12M39 6v10H29',
  go: 'm18 10 14 14-14 14',
  next: 'M8 24h30M27 12l12 12-12 12',
  tick: 'm10 25 10 10 19-22',
  staff: 'M10 34h28c-3-3-4-6-4-13a10 10 0 0 0-20 0c0 7-1 10-4 13zM20 39a4 4 0 0 0 8 0M24 11V7',
  book: 'M7 11h34v30H7zM7 20h34M16 6v9M32 6v9M24 25v11M18.5 30.5h11',
  checkIn: 'M7 11h34v30H7zM7 20h34M16 6v9M32 6v9M17 30l5 5 9-10',
  person: 'M24 5a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM10 42c0-11 5-18 14-18s14 7 14 18z',
  desk: 'M24 5a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM14 28c1-6 4-9 10-9s9 3 10 9M4 29h40M8 29v14M40 29v14',
  service: 'M12 6v10a9 9 0 0 0 18 0V6M21 25v6a9 9 0 0 0 18 0v-4M39 17.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9z',
  delete: 'M17 11h25v26H17L5 24zM24 19l10 10M34 19 24 29',
  pencil: 'm9 39 3-11L33 7l8 8-21 21zM28 12l8 8',
  phone: 'M15 5h18v38H15zM22 37h4',
  printer: 'M13 18V6h22v12M7 18h34v17H7zM14 28h20v14H14z',
  camera: 'M6 14h9l4-6h10l4 6h9v26H6zM24 19a8 8 0 1 0 0 16a8 8 0 0 0 0-16z',
  listen: 'M6 18h9l11-9v30l-11-9H6zM33 17c4 4 4 10 0 14M38 11c8 7 8 19 0 26',
  down: 'M24 8v30M12 27l12 12 12-12',
} as const;

export type KioskIconName = keyof typeof paths;

export function KioskIcon({ name, className = 'ic' }: { readonly name: KioskIconName; readonly className?: string }) {
  return (
    <svg className={className} viewBox="0 0 48 48" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** The clinic's sign. */
export function ClinicMark() {
  return (
    <svg className="mark" viewBox="0 0 40 40" aria-hidden="true">
      <path d="M14 2h12v12h12v12H26v12H14V26H2V14h12z" />
    </svg>
  );
}

/** A disc with a tick is yes, a broken ring with one is kept here, a triangle asks for care, a square with a bar is no. */
export type Shape = 'yes' | 'kept' | 'care' | 'no';

export function ShapeIcon({ shape }: { readonly shape: Shape }) {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      {shape === 'yes' ? (
        <>
          <circle cx="24" cy="24" r="21" fill="currentColor" />
          <path d="m14 25 7 7 13-15" className="on" />
        </>
      ) : shape === 'kept' ? (
        <>
          <circle cx="24" cy="24" r="20" className="ring" />
          <path d="m14 25 7 7 13-15" className="in" />
        </>
      ) : shape === 'care' ? (
        <>
          <path d="M24 4 46 43H2z" fill="currentColor" />
          <path d="M24 18v11M24 36v.1" className="on" />
        </>
      ) : (
        <>
          <rect x="4" y="4" width="40" height="40" rx="4" fill="currentColor" />
          <path d="M13 24h22" className="on" />
        </>
      )}
    </svg>
  );
}

/** Connected: a solid disc. Working without internet: a broken ring. */
export function LineDot({ connected }: { readonly connected: boolean }) {
  return (
    <svg className={connected ? 'dot is-on' : 'dot is-off-line'} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r={connected ? 9 : 8.5} />
    </svg>
  );
}
