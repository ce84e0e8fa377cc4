import { z } from "zod";

/** A shared secret: long enough not to be guessed, and fit to stand in an address. */
export const webhookSecret = z
  .string()
  .regex(/^[\w.~-]{16,128}$/, "must be 16 to 128 letters, digits, dots, hyphens, underscores or tildes");

/** A header's name, in lower case as Node has it. */
export const headerName = z
  .string()
  .regex(/^[\w-]{1,100}$/, "must be the name of a header")
  .toLowerCase();
