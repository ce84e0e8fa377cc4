import { z } from "zod";

/** An address in a configuration: `https://…`, or `http://…` for a server next door. */
export const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) URL" });
