import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './icon.module.css';

const c = classNames(styles);

/** Shapes on an 18 × 18 grid. `solid` is filled with the text colour, `knock` is cut out of it. */
const shapes = {
  ok: (
    <>
      <circle className={c('solid')} cx="9" cy="9" r="8" />
      <path className={c('knock')} d="M5.3 9.2l2.5 2.5 4.9-5.2" />
    </>
  ),
  few: (
    <>
      <circle cx="9" cy="9" r="7.2" />
      <path className={c('solid')} d="M9 1.8a7.2 7.2 0 0 1 0 14.4z" />
    </>
  ),
  full: (
    <>
      <rect className={c('solid')} x="1.5" y="1.5" width="15" height="15" rx="2" />
      <path className={c('knock')} d="M5 9h8" />
    </>
  ),
  room: (
    <>
      <circle cx="9" cy="9" r="7.2" />
      <path d="M5.6 9.2l2.3 2.3 4.4-4.8" />
    </>
  ),
  closed: (
    <>
      <circle cx="9" cy="9" r="7.2" />
      <path d="M4 14L14 4" />
    </>
  ),
  wait: (
    <>
      <circle cx="9" cy="9" r="7.2" strokeDasharray="3.2 2.4" />
      <path d="M9 12.6V6M6.4 8.4L9 5.8l2.6 2.6" />
    </>
  ),
  need: (
    <>
      <path className={c('solid')} d="M9 .8L17.2 9 9 17.2.8 9z" />
      <path className={c('knock')} d="M9 5v4.6M9 12.4v.2" />
    </>
  ),
  kept: (
    <>
      <rect x="2.2" y="3.4" width="13.6" height="9" rx="1.4" />
      <path d="M6 15.4h6M9 12.6v2.6" />
    </>
  ),
  off: (
    <>
      <path d="M5.2 14.2h7.9a3 3 0 0 0 .7-5.9A5 5 0 0 0 6.6 5.3M4.6 7.6a3.4 3.4 0 0 0 .6 6.6" />
      <path d="M2.5 2.5l13 13" />
    </>
  ),
  key: (
    <>
      <circle cx="5.8" cy="9" r="3.4" />
      <path d="M9.2 9h7M13.4 9v3M16 9v2" />
    </>
  ),
  pause: (
    <>
      <circle cx="9" cy="9" r="7.2" />
      <path d="M7 6.4v5.2M11 6.4v5.2" />
    </>
  ),
  booked: <circle cx="9" cy="9" r="6.2" />,
  arrived: (
    <>
      <circle cx="9" cy="9" r="6.2" />
      <path d="M9 5.4V9l2.4 1.6" />
    </>
  ),
  called: <path d="M3 7.5v3h2.5L10 14V4L5.5 7.5zM12.5 6.5a3.6 3.6 0 0 1 0 5M14.4 4.2a6.8 6.8 0 0 1 0 9.6" />,
  skipped: <path d="M3.5 4.5l6 4.5-6 4.5zM13.5 4.5v9" />,
  'with-doctor': (
    <>
      <circle cx="9" cy="9" r="6.2" />
      <circle cx="9" cy="9" r="1.6" fill="currentColor" />
    </>
  ),
  'no-show': <circle cx="9" cy="9" r="6.2" strokeDasharray="2.6 2.3" />,
  done: <path d="M3.5 9.5l3.6 3.6 7.4-8" />,
  cancel: <path d="M4.5 4.5l9 9M13.5 4.5l-9 9" />,
  search: (
    <>
      <circle cx="8" cy="8" r="5.4" />
      <path d="M12 12l4 4" />
    </>
  ),
  left: <path d="M11 4L6 9l5 5" />,
  right: <path d="M7 4l5 5-5 5" />,
  down: <path d="M4 7l5 5 5-5" />,
  plus: <path d="M9 3v12M3 9h12" />,
  menu: <path d="M2.5 5h13M2.5 9h13M2.5 13h13" />,
  more: (
    <>
      <circle className={c('solid')} cx="3.5" cy="9" r="1.7" />
      <circle className={c('solid')} cx="9" cy="9" r="1.7" />
      <circle className={c('solid')} cx="14.5" cy="9" r="1.7" />
    </>
  ),
  walk: (
    <>
      <circle cx="10" cy="3" r="1.6" />
      <path d="M6 16.5l2.2-5M12.5 16.5l-1.6-4-2.5-2 .8-4.4-3 1.8V11M9.2 6.1l2 2.2 2.6.6" />
    </>
  ),
  calendar: (
    <>
      <rect x="2.5" y="3.5" width="13" height="12" rx="1.5" />
      <path d="M2.5 7.5h13M6 1.8v3M12 1.8v3" />
    </>
  ),
  phone: <path d="M3 3.5c0 6.5 5 11.5 11.5 11.5l.7-3-3.4-1.7-1.6 1.5A9 9 0 0 1 6.1 7.7l1.6-1.6L6 2.8z" />,
  undo: <path d="M6.5 4L3 7.5 6.5 11M3 7.5h8a4 4 0 0 1 0 8H8" />,
  print: <path d="M5 6.5V2h8v4.5M5 13H2.5V6.5h13V13H13M5 10.5h8V16H5z" />,
  file: <path d="M4 1.8h6.5L14 5.3v11H4zM10.2 2v3.6H14" />,
  x: <path d="M4 4l10 10M14 4L4 14" />,
  sync: <path d="M15 7.5A6.2 6.2 0 0 0 3.6 6M3 10.5A6.2 6.2 0 0 0 14.4 12M3.3 2.6V6h3.4M14.7 15.4V12h-3.4" />,
  info: (
    <>
      <circle cx="9" cy="9" r="7.2" />
      <path d="M9 8.3v4.2M9 5.6v.1" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A shape beside words; never the only carrier of a meaning, so it is hidden from assistive technology. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: 16 | 18 | 20 }) {
  return (
    <svg className={c('icon', `s${String(size)}`)} viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
