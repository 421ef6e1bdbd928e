import '@vscode-elements/elements/dist/vscode-button/index.js';
import { render } from 'lit';
import { connectionContract } from '../../protocol/connection.ts';
import { connect } from '../common/connect.ts';
import { connectionPage } from './page.ts';

const main = document.querySelector('main');
if (main === null) throw new Error('The page has no main element.');

const { post } = connect(connectionContract, ({ state }) => {
  render(connectionPage(state, post), main);
});
post({ kind: 'ready' });
