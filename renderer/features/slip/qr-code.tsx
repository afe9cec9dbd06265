import { encode } from 'uqr';
import { classNames } from '../../ui/class-names.ts';
import styles from './slip.module.css';

const c = classNames(styles);

/** A QR code as one path of black squares; no script draws it, and it prints sharp at any size. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const side = String(size);
  return (
    <svg
      className={c('code')}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      data-text={text}
    >
      <path d={pathOf(data)} />
    </svg>
  );
}

/** Each run of black modules in a row is one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  rows.forEach((row, y) => {
    let start = 0;
    while (start < row.length) {
      if (row[start] !== true) {
        start += 1;
        continue;
      }
      let end = start + 1;
      while (row[end] === true) end += 1;
      path += `M${String(start)} ${String(y)}h${String(end - start)}v1H${String(start)}z`;
      start = end;
    }
  });
  return path;
}
