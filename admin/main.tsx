// Starts the console: a browser program of its own, behind sign-in.
import { render } from 'preact';
import { App } from './app.tsx';
import '../contract/tokens.css';
import './ui/base.css';
import './ui/parts.css';
import './shell/shell.css';

const root = document.getElementById('console');
if (root) render(<App />, root);
