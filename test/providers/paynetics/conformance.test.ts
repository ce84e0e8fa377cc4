import { paynetics } from "../../../src/providers/paynetics/index.ts";
import { paynetics as simulator } from "../../../src/sandbox/paynetics/index.ts";
import { testProvider } from "../conformance.ts";
import { changes } from "./changes.fixture.ts";
import { webhooks } from "./webhooks.fixture.ts";

testProvider(paynetics, { simulator, changes, webhooks });
