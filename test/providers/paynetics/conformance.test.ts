import { paynetics } from "../../../src/providers/paynetics/index.ts";
import { paynetics as simulator } from "../../../src/sandbox/paynetics/index.ts";
import { testProvider } from "../conformance.ts";

testProvider(paynetics, { simulator });
