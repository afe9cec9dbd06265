import { createRoot } from 'react-dom/client';
import { KioskApp } from './app.tsx';
import { stayOpen } from './stay-open.ts';
import '../ui/fonts.css';
import './tokens.css';
import './kiosk.css';

/** The patients' kiosk: a page of its own, which has the desk's questions and answers and nothing else. */
const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
for (const kind of ['dragover', 'drop', 'contextmenu', 'dragstart', 'selectstart'] as const) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
  });
}
stayOpen();
createRoot(root).render(<KioskApp bridge={window.husky} />);
