import { revsto as module } from "../../../src/providers/revsto/index.ts";
import { revsto as simulator } from "../../../src/sandbox/revsto/index.ts";
import { testProvider } from "../conformance.ts";
import { changes } from "./changes.fixture.ts";
import { webhooks } from "./webhooks.fixture.ts";

testProvider(module, { simulator, changes, webhooks });
