import '@vscode-elements/elements/dist/vscode-button/index.js';
import { render } from 'lit';
import { credentialsContract } from '../../protocol/credentials.ts';
import { connect } from '../common/connect.ts';
import { credentialsPage } from './page.ts';

const main = document.querySelector('main');
if (main === null) throw new Error('The page has no main element.');

const { post } = connect(credentialsContract, ({ state }) => {
  render(credentialsPage(state, post), main);
});
post({ kind: 'ready' });
