import { z } from "zod";

/** A shared secret that can stand in an address. */
export const webhookSecret = z.string().regex(/^[\w.~-]{1,128}$/, "must be letters, digits and . _ ~ - (at most 128)");

/** A header's name, in lower case as Node has it. */
export const headerName = z
  .string()
  .regex(/^[\w-]{1,100}$/, "must be the name of a header")
  .toLowerCase();
