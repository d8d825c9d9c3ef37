import { createServer, type Server } from 'node:net'
import { CuspError } from '#errors'

/** The only address that is ever listened on. */
export const loopback = '127.0.0.1'

/**
 * Listens on loopback and says on which port; 0 takes any that is free.
 *
 * @throws CuspError `port.in-use`, naming one that is free
 */
export async function listenOn(server: Server, port: number): Promise<number> {
  try {
    return await listen(server, port)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    const why = code === 'EACCES' ? 'may not be opened by this user' : 'is taken by another program'
    const free = await findFreePort(port)
    throw new CuspError('port.in-use', `Port ${port} ${why}; port ${free} is free.`, {
      place: `${loopback}:${port}`,
      cause: error,
    })
  }
}

/** The next port above that is free, so that it is easy to remember; any, if none is near. */
async function findFreePort(taken: number): Promise<number> {
  const near = Array.from({ length: 20 }, (_, index) => taken + 1 + index)
  for (const port of near.filter((candidate) => candidate > 1023 && candidate < 65_536)) {
    if (await isFree(port)) return port
  }
  return probe(0)
}

async function isFree(port: number): Promise<boolean> {
  try {
    await probe(port)
    return true
  } catch {
    return false
  }
}

async function probe(port: number): Promise<number> {
  const server = createServer()
  const found = await listen(server, port)
  await new Promise((resolve) => server.close(resolve))
  return found
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: loopback, exclusive: true }, () => {
      server.removeListener('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
