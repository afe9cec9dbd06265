import { createRoot } from 'react-dom/client';
import { stayOpen } from '../kiosk/stay-open.ts';
import { DisplayApp } from './app.tsx';
import '../ui/fonts.css';
import '../kiosk/tokens.css';
import './display.css';

/** The waiting room's screen: a page of its own, which hears what the desk publishes and can ask nothing. */
const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
stayOpen();
createRoot(root).render(<DisplayApp bridge={window.husky} />);
