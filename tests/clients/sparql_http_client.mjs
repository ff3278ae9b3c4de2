// Asks a SPARQL endpoint in every way that sparql-http-client has; prints what came, as one line of JSON.
import rdf from '@rdfjs/data-model'
import SparqlClient from 'sparql-http-client'
import ParsingClient from 'sparql-http-client/ParsingClient.js'

const [root, select, ask, construct, graph] = process.argv.slice(2)
const endpointUrl = `${root}sparql`
const parsing = new ParsingClient({ endpointUrl, updateUrl: endpointUrl })
const streaming = new SparqlClient({ endpointUrl, storeUrl: `${root}data` })

const rows = async operation => (await parsing.query.select(select, { operation })).map(row => row.label.value)
const quads = async stream => {
  const found = []
  for await (const quad of stream) found.push(quad.object.value)
  return found.sort()
}
const refused = async () => {
  try {
    await parsing.query.update('INSERT DATA { <urn:a> <urn:b> 1 }')
  } catch (error) {
    return error.status
  }
}

console.log(JSON.stringify({
  get: await rows('get'),
  form: await rows('postUrlencoded'),
  direct: await rows('postDirect'),
  ask: await parsing.query.ask(ask),
  construct: (await parsing.query.construct(construct)).size,
  store: await quads(await streaming.store.get(rdf.namedNode(graph))),
  update: await refused()
}))
