/** The demo clients' names: two words for a person, one text for a company. Client 1 comes first. */
export const demoClients: readonly (readonly [givenName: string, familyName: string] | readonly [company: string])[] = [
  ["Sherlock", "Holmes"],
  ["Żaneta", "Łukaszewicz"],
  ["Müller & Söhne GmbH"],
  ["Søren", "Ångström"],
  ["Crème Brûlée SARL"],
  ["Nguyễn", "Thị Ánh"],
  ["Ελληνικά Είδη Α.Ε."],
  ["Zoë", "Núñez Dvořák"],
  ["İstanbul Çay A.Ş."],
  ["José María", "Fernández-O’Connor"],
];
