import { integratedFinance } from "../../../src/providers/integrated-finance/index.ts";
import { makePrivateKey, integratedFinance as simulator } from "../../../src/sandbox/integrated-finance/index.ts";
import { testProvider } from "../conformance.ts";
import { changes } from "./changes.ts";
import { webhooks } from "./webhooks.fixture.ts";

testProvider(integratedFinance, { simulator: simulator(makePrivateKey()), changes, webhooks });
