// A client made from the description by openapi-typescript, used as an integrator
// would: what the description says of a value is checked by the compiler, and the
// server has to answer every call. The first argument is the server's address.
import createClient from "openapi-fetch";
import type { paths } from "./api.d.ts";

const client = createClient<paths>({ baseUrl: process.argv[2]! });
let calls = 0;

function answer<T>(r: { data?: T; error?: unknown; response: Response }): T {
  if (r.data === undefined) throw new Error(`${r.response.url}: ${r.response.status} ${JSON.stringify(r.error)}`);
  calls++;
  return r.data;
}

const found = answer(await client.GET("/api/v1/search", { params: { query: { q: "党员", limit: 5, kind: ["regulation"] } } }));
const hit = found.hits[0];
if (hit === undefined || found.query.resolved !== null) throw new Error("no hit, or an address was seen");
const [id = "", locator = ""] = hit.address.split("#");
if (hit.document?.id !== id || hit.passage?.locator !== locator) throw new Error("the hit has another address than its passage");
answer(await client.POST("/api/v1/search", { body: { q: "党员", limit: 5 } }));

const nowhere = answer(await client.GET("/api/v1/resolve", { params: { query: { q: "今天天气" } } }));
if (nowhere.provision !== null) throw new Error("a provision of no address");
const named = answer(await client.GET("/api/v1/resolve", { params: { query: { q: hit.citation } } }));
if (named.provision?.locator !== locator) throw new Error(`${hit.citation} leads to ${named.provision?.locator}, not ${locator}`);

answer(await client.GET("/api/v1/suggest", { params: { query: { q: "支部" } } }));
answer(await client.GET("/api/v1/topics", {}));
answer(await client.GET("/api/v1/documents", { params: { query: { limit: 3 } } }));
answer(await client.GET("/api/v1/documents/{id}", { params: { path: { id } } }));
answer(await client.GET("/api/v1/documents/{id}/provisions/{locator}", { params: { path: { id, locator } } }));

const made = answer(await client.POST("/api/v1/collections", { body: { name: "试用" } }));
answer(await client.POST("/api/v1/collections/{id}/items", { params: { path: { id: made.id } }, body: { address: `${id}#${locator}` } }));
const kept = answer(await client.GET("/api/v1/collections/{id}", { params: { path: { id: made.id } } }));
if (kept.items[0]?.passage?.address !== `${id}#${locator}`) throw new Error("the collection holds something else");
const refused = await client.POST("/api/v1/collections", { body: { name: "" } });
if (refused.error?.code !== "invalid_request") throw new Error("an empty name is taken");

console.log(`${calls} calls`);
