import { inventi as module } from "../../../src/providers/inventi/index.ts";
import { inventi as simulator } from "../../../src/sandbox/inventi/index.ts";
import { testProvider } from "../conformance.ts";
import { changes } from "./changes.ts";
import { webhooks } from "./webhooks.fixture.ts";

testProvider(module, { simulator, changes, webhooks });
