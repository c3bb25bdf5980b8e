#include "site/dataset.h"

#include "format/csv.h"
#include "site/office.h"

const DatasetInfo DATASET_INFO[DATASETS] = {
	[DATASET_EVENT]           = { STR_INIT("event"), STR_INIT("12"), STR_INIT("イベント一覧") },
	[DATASET_PUBLIC_FACILITY] = { STR_INIT("public_facility"), STR_INIT("01"), STR_INIT("公共施設一覧") },
	[DATASET_PRESCHOOL]       = { STR_INIT("preschool"), STR_INIT("05"), STR_INIT("子育て施設一覧") },
	[DATASET_CARE_SERVICE]    = { STR_INIT("care_service"), STR_INIT("09"), STR_INIT("介護サービス事業所一覧") },
	[DATASET_SUPPORT]         = { STR_INIT("support"), STR_INIT("22"), STR_INIT("支援制度情報一覧") },
};

DatasetId dataset_named(Str id)
{
	for (int i = 0; i < DATASETS; i++)
		if (str_equal(id, DATASET_INFO[i].id))
			return (DatasetId)i;
	return DATASETS;
}

static DatasetId of_contact(const Contact *c)
{
	const Term *role = c->office ? c->office->role : NULL;
	return role ? dataset_named(role->dataset) : DATASETS;
}

DatasetId dataset_of(const Record *r)
{
	switch (r->kind) {
	case KIND_EVENT:
		return DATASET_EVENT;
	case KIND_SERVICE:
		return DATASET_SUPPORT;
	case KIND_PLACE: {
		DatasetId named = r->as.place.type ? dataset_named(r->as.place.type->dataset) : DATASETS;
		return named == DATASETS ? DATASET_PUBLIC_FACILITY : named;
	}
	case KIND_CONSULTATION:
		return of_contact(&r->as.consultation.provider);
	case KIND_GROUP:
	case KIND_SCHEME:
	case KIND_NOTICE:
	case KINDS:
		break;
	}
	return DATASETS;
}

static void read_columns(const Source *src, Texts *columns, Arena *a, Diag *d)
{
	Str rest = csv_text(src->bytes);
	CsvRow row;
	bool any = csv_take_row(&rest, a, &row);
	if (any && !row.open && row.count > 1) {
		*columns = (Texts){ row.cells, row.count };
		return;
	}
	diag_error(d, src, (Pos){ 1, 1, 0 }, "dataset-header", NO_ARGS,
	           _("this is not the header row of a table of open data"),
	           _("write the names of its columns in one line, with commas between them, as the standard has them"));
}

void datasets_load(const Files *content, Texts columns[DATASETS], Arena *a, Diag *d)
{
	for (int i = 0; i < DATASETS; i++) {
		Str path = STR_CONCAT(a, STR("content/datasets/"), DATASET_INFO[i].id, STR(".csv"));
		const File *file = file_at(content, path);
		columns[i] = (Texts){ 0 };
		if (file)
			read_columns(&file->source, &columns[i], a, d);
	}
}
