// Reads RDF from standard input with N3.js, in the format named, and writes it as N-Quads. `node n3_read.cjs TriG < file`
const N3 = require("n3");
const chunks = [];
process.stdin.on("data", (chunk) => chunks.push(chunk));
process.stdin.on("end", () => {
  const parser = new N3.Parser({ format: process.argv[2], blankNodePrefix: "" });
  const writer = new N3.Writer(process.stdout, { format: "N-Quads", end: false });
  parser.parse(Buffer.concat(chunks).toString("utf8")).forEach((quad) => writer.addQuad(quad));
  writer.end();
});
