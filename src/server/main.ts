import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server';

// The transport is told on the command line: --node-ipc, --stdio, --socket=… or --pipe=…
serve(createConnection(ProposedFeatures.all));
