// The operator's console: signs in, connects, listens to the keys and draws the page.
import { App } from './console/app.js';
import { openPage } from './console/page.js';

openPage('console', App);
