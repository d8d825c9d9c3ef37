import { RPCLink } from '@orpc/client/websocket'
import { Refusal } from './refusal.ts'
import type { Transport } from './transport.ts'

/** The browser's channel: a WebSocket to the server that served this page. */
export async function openWebSocket(): Promise<Transport> {
  await signIn()
  const socket = new WebSocket(`ws://${location.host}/rpc`)
  socket.binaryType = 'arraybuffer'
  // Ours first: by the time a pending call is aborted, the connection knows why.
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()))
  const link = new RPCLink({ websocket: socket })
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('close', () => reject(new Error('The server ended the connection.')))
  })
  return { link, closed }
}

/**
 * Trades the access token of the address (`#t=…`, which never leaves the page by itself) for a
 * cookie that scripts cannot read, and takes it out of the address bar. A page that was reloaded
 * has the cookie already.
 *
 * @throws Refusal `access.denied` without a valid token or cookie.
 */
async function signIn(): Promise<void> {
  const token = tokenIn(location.hash)
  const answer =
    token === undefined
      ? await fetch('/session')
      : await fetch('/session', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ token }),
        })
  if (answer.status === 401) {
    comeBackWithToken()
    throw new Refusal(
      'access.denied',
      'This page has no valid access token: open the address that "cusp serve" printed.',
    )
  }
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
  if (token !== undefined) history.replaceState(history.state, '', location.pathname)
}

function tokenIn(hash: string): string | undefined {
  return /^#t=([\w-]+)$/.exec(hash)?.[1]
}

/**
 * A host that was started again has another token. Its address differs from this page's in the
 * fragment alone, so opening it here loads nothing: the page signs in and returns to where it was.
 */
function comeBackWithToken(): void {
  const onhashchange = ({ oldURL }: HashChangeEvent): void => {
    if (tokenIn(location.hash) === undefined) return
    window.removeEventListener('hashchange', onhashchange)
    void signIn().then(
      () => {
        const was = new URL(oldURL).hash
        if (was.startsWith('#/')) history.replaceState(history.state, '', was)
        location.reload()
      },
      () => undefined,
    )
  }
  window.addEventListener('hashchange', onhashchange)
}
