/*
 * The tables of the national open data (自治体標準オープンデータセット) that
 * a city's records fill: which there are, which record belongs to which, and
 * how their columns stand.
 *
 * The columns of each are content/datasets/<id>.csv, its header row alone, so
 * that a new edition of the standard is a new file and no new program. A table
 * without that file is not published. What a cell holds is decided by its
 * column's name: render/data_table.c.
 *
 * A place belongs to the table that its type names in vocabulary.yaml
 * (`dataset`), else to the public facilities; a window to the one that the
 * role of its office names.
 *
 * Source of names and numbers: デジタル庁 自治体標準オープンデータセット 定義書. The
 * columns of 12 and 09 are those of files that cities publish, to the letter;
 * of 05 two are placed as another city's schema has them; the order of 01 and
 * all of 22 (from the items of 政府相互運用性フレームワーク 451-4) are derived,
 * and the site's 「このサイトについて」 says so.
 */
#ifndef SITE_DATASET_H
#define SITE_DATASET_H

#include "base/diag.h"
#include "site/record.h"
#include "source/files.h"

typedef enum DatasetId {
	DATASET_EVENT, DATASET_PUBLIC_FACILITY, DATASET_PRESCHOOL, DATASET_CARE_SERVICE, DATASET_SUPPORT,
	DATASETS,
} DatasetId;

typedef struct DatasetInfo {
	Str id;                                /* event: of its file */
	Str number, name;                      /* 12, イベント一覧 */
} DatasetInfo;

extern const DatasetInfo DATASET_INFO[DATASETS];

/* By that id, or DATASETS. */
DatasetId dataset_named(Str id);
/* Where the record belongs, or DATASETS. */
DatasetId dataset_of(const Record *r);

/* Columns of each table; none: it is not published. Texts live in the arena. */
void      datasets_load(const Files *content, Texts columns[DATASETS], Arena *a, Diag *d);

#endif
