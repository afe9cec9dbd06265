import { Menu as AriaMenu, MenuItem as AriaMenuItem, type MenuItemProps, type MenuProps } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

const c = classNames(styles);

/** A list of things to choose one of; takes the focus when it opens, on what is chosen or first. */
export function Menu<Item extends object>(props: Omit<MenuProps<Item>, 'className' | 'autoFocus'>) {
  return <AriaMenu className={c('menu')} autoFocus="first" {...props} />;
}

export function MenuItem(props: Omit<MenuItemProps, 'className'>) {
  return <AriaMenuItem className={c('item')} {...props} />;
}
