import { integratedFinance } from "../../../src/providers/integrated-finance/index.ts";
import { makePrivateKey, integratedFinance as simulator } from "../../../src/sandbox/integrated-finance/index.ts";
import { testProvider } from "../conformance.ts";

testProvider(integratedFinance, { simulator: simulator(makePrivateKey()) });
