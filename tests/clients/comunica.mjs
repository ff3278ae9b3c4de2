// Asks a SPARQL endpoint through Comunica, told what it is and left to find out; prints what came, as one line of JSON.
import { QueryEngine } from '@comunica/query-sparql'

const [root, select, ask, construct] = process.argv.slice(2)
const engine = new QueryEngine()
const told = { sources: [{ type: 'sparql', value: `${root}sparql` }] }
const found = { sources: [`${root}sparql`] }

const rows = async context => (await (await engine.queryBindings(select, context)).toArray()).map(row => row.get('label').value)
const size = async context => (await (await engine.queryQuads(construct, context)).toArray()).length
const refused = async () => {
  try {
    await engine.queryVoid('INSERT DATA { <urn:a> <urn:b> 1 }', { ...told, destination: told.sources[0] })
  } catch (error) {
    return error.message
  }
}

console.log(JSON.stringify({
  told: await rows(told),
  found: await rows(found),
  ask: await engine.queryBoolean(ask, told),
  construct: await size(told),
  update: await refused()
}))
