import '@vscode-elements/elements/dist/vscode-button/index.js';
import { render } from 'lit';
import { connectionContract } from '../../protocol/connection.ts';
import { connect } from '../common/connect.ts';
import { connectionPage } from './page.ts';

const main = document.querySelector('main');
if (main === null) throw new Error('The page has no main element.');

const { post, keep } = connect(connectionContract, ({ state }) => {
  // After a reload this tells the host which server the page shows.
  keep({ server: state.server });
  render(connectionPage(state, post), main);
});
post({ kind: 'ready' });
