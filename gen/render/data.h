/*
 * Open data: the city's records for other programs, below /data/.
 *
 *     data/event.csv …           tables of the national standard (site/dataset.h): those that are listed today
 *     data/records.json          the city's own records, data/seibu/shibakubo/records.json a district's
 *     data/places.geojson        places of known position (RFC 7946)
 *     data/hsds.json             services and windows (Open Referral HSDS 3.0)
 *     data/schema.json           JSON Schema of records.json
 *     data/index.html            what each of them is, with its first row
 *
 * They hold fields, never texts of records: so that a text that is mended changes
 * its own pages and no table of the whole city. Each record names its page.
 * What is not shown to residents (owner, hidden records, the address of a
 * place that is told by phone) is not here either.
 *
 * Tables are lists of columns by name (data_column.h), records lists of
 * members by name (data_member.h, which the schema is printed from).
 */
#ifndef RENDER_DATA_H
#define RENDER_DATA_H

#include "render/desk.h"
#include "site/dataset.h"

/* Below out/. */
Str dataset_path(DatasetId id, Arena *a);
Str area_records_path(const Area *area, Arena *a);

/* Whether the record stands in a table, or in its area's records.json. */
bool data_has(const Record *r);

Str render_dataset(Desk *desk, const Output *out);
Str render_area_records(Desk *desk, const Output *out);
Str render_record_schema(Desk *desk, const Output *out);
Str render_places_geojson(Desk *desk, const Output *out);
Str render_hsds(Desk *desk, const Output *out);
Str render_data(Desk *desk, const Output *out);

/* A table's header, then at most `most` records; *count tells how many there are in all. */
Str dataset_table(const Press *press, DatasetId id, size_t most, size_t *count, Arena *scratch, Arena *a);

/* The header and that one record, which may be a hidden one. */
Str dataset_row(const Press *press, DatasetId id, const Record *r, Arena *a);

/* 東京都西東京市芝久保町3丁目: with prefecture and city, as tables want it; empty for none. */
Str data_whole_address(const Site *site, Str address, Arena *a);

#endif
