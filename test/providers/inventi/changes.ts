import type { ChangesFixture, Which } from "../conformance/changes-fixture.ts";

const generate = { countryCode: "LT", bankCode: "70440", accountCode: "99001" };
const organisation = { lei: "529900T8BM49AURSDO55" };
const person = { type: "INDIVIDUAL", name: "Jane Doe" };
const company = { type: "ORGANISATION", name: "HGRP UAB", organisation };

const open: Which = ({ facts }) => facts.status === "ACTIVE";
const openCompany: Which = ({ facts }) => facts.status === "ACTIVE" && facts.holderType === "ORGANISATION";
const openPerson: Which = ({ facts }) => facts.status === "ACTIVE" && facts.holderType === "INDIVIDUAL";
const closed: Which = ({ facts }) => facts.status === "CLOSED";

/** How accounts change at Inventi. */
export const changes: ChangesFixture = {
  creations: [
    {
      name: "a person's, with an IBAN made by Inventi",
      input: { holder: { ...person, aliases: ["HGRP"] }, generate },
      label: "Household",
      shows: {
        status: "ACTIVE",
        clientAccountId: "suite-1",
        holderType: "INDIVIDUAL",
        holderName: "Jane Doe",
        holderAliases: ["HGRP"],
        country: "LT",
        accountNumber: "99001",
      },
    },
    {
      name: "a person's, with an IBAN that exists",
      input: { holder: person, iban: "de89 3704 0044 0532 0130 00" },
      shows: { status: "ACTIVE", iban: "DE89370400440532013000", organisation: null },
    },
    {
      name: "an organisation's",
      input: { holder: company, generate },
      shows: {
        holderType: "ORGANISATION",
        organisation: { lei: "529900T8BM49AURSDO55", bic: null, other: null },
      },
    },
  ],
  refusedCreations: [
    { name: "neither IBAN nor what to make one of", input: { holder: person }, at: ["iban"] },
    {
      name: "both an IBAN and what to make one of",
      input: { holder: person, generate, iban: "DE89370400440532013000" },
      at: ["iban"],
    },
    {
      name: "an IBAN whose checksum is wrong",
      input: { holder: person, iban: "LT121000011111111111" },
      at: ["iban"],
    },
    { name: "an IBAN of no country", input: { holder: person, iban: "ZZ89370400440532013000" }, at: ["iban"] },
    { name: "an IBAN that is too short", input: { holder: person, iban: "DE8937040044" }, at: ["iban"] },
    {
      name: "a country that ISO 3166 does not have",
      input: { holder: person, generate: { ...generate, countryCode: "XX" } },
      at: ["generate", "countryCode"],
    },
    {
      name: "an organisation without a word about it",
      input: { holder: { type: "ORGANISATION", name: "HGRP UAB" }, generate },
      at: ["holder", "organisation"],
    },
    {
      name: "an organisation that says nothing",
      input: { holder: { ...company, organisation: { other: {} } }, generate },
      at: ["holder", "organisation"],
    },
    {
      name: "a person who is an organisation",
      input: { holder: { ...person, organisation }, generate },
      at: ["holder", "organisation"],
    },
  ],
  updates: [
    { name: "the holder's name", of: open, to: { holderName: "Jane A. Doe" } },
    { name: "the holder's aliases", of: open, to: { holderAliases: ["J. Doe", "Žuvėdra"] } },
    { name: "aliases to none", of: ({ facts }) => (facts.holderAliases ?? []).length > 0, to: { holderAliases: [] } },
    {
      name: "an organisation as a whole",
      of: openCompany,
      to: {
        organisation: {
          lei: null,
          bic: "CBVILT2XXXX",
          other: { identification: "1", schemeNameCode: "DUNS", schemeNameProprietary: null, issuer: "Register" },
        },
      },
    },
    { name: "the client's id, and the name with it", of: open, to: { clientAccountId: "acc_001A", holderName: "J D" } },
  ],
  refusedUpdates: [
    { name: "none at all", of: open, to: {}, code: "BAD_USER_INPUT" },
    { name: "an empty name", of: open, to: { holderName: " " }, code: "BAD_USER_INPUT" },
    { name: "an empty id", of: open, to: { clientAccountId: "" }, code: "BAD_USER_INPUT" },
    {
      name: "an organisation of a person",
      of: openPerson,
      to: { organisation: { lei: "1", bic: null, other: null } },
      code: "BAD_USER_INPUT",
    },
    {
      name: "an organisation that says nothing",
      of: openCompany,
      to: { organisation: { lei: null, bic: null, other: null } },
      code: "BAD_USER_INPUT",
    },
  ],
  statusChanges: [
    { name: "opened again", of: closed, to: "ACTIVE" },
    { name: "closed", of: open, to: "CLOSED" },
  ],
  refusedStatusChanges: [{ name: "open already", of: open, to: "ACTIVE", code: "INVALID_TRANSITION" }],
  closing: {
    of: open,
    reopens: true,
    remains: true,
    refused: [{ name: "closed already", of: closed, code: "INVALID_TRANSITION" }],
  },
};
