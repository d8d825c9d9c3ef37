import './no-eval.ts'
import './styles/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { client, onConnection, onNotice } from './client.ts'
import { App as AppState } from './state/index.ts'

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no element #app to draw into.')
mount(App, { target, props: { app: new AppState({ client, onConnection, onNotice }, window) } })
