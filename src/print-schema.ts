import { writeFileSync } from "node:fs";
import process from "node:process";
import { printInReadingOrder } from "./graphql/reading-order.ts";
import { buildGatewaySchema } from "./graphql/schema.ts";
import { creationTargets } from "./providers/index.ts";

// `npm run schema`: writes the schema that the code has into the file named on the command line.
const [, , file = "schema.graphql"] = process.argv;
writeFileSync(file, printInReadingOrder(await buildGatewaySchema(creationTargets)));
