// The MC's page: signs in, connects, listens to the same keys as the console and draws the prompter.
import { Prompter } from './console/prompter.js';
import { openPage } from './console/page.js';

openPage('mc', Prompter, ['next', 'back', 'media_third']);
