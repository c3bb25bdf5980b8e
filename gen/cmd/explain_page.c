#include "cmd/explain.h"

#include <stdlib.h>

#include "cmd/origin.h"
#include "render/address.h"
#include "render/outputs.h"
#include "render/permanent.h"
#include "site/select.h"

enum { RECORDS_SHOWN = 20 };

static void print_record(const Record *r)
{
	printf(_("record: %.*s:%u (%.*s)\n"), STR_ARG(r->src->path), r->pos.line ? r->pos.line : 1, STR_ARG(r->id));
}

static void print_records(const Walk *w, const Area *area, const Filter *f)
{
	const Record *records[RECORDS_SHOWN];
	size_t count = select_inside(w->site, area, f, records, RECORDS_SHOWN);
	for (size_t i = 0; i < count && i < RECORDS_SHOWN; i++)
		print_record(records[i]);
	if (count > RECORDS_SHOWN)
		printf(_("and %zu more\n"), count - RECORDS_SHOWN);
}

static bool is_kind(const Output *out, Str name)
{
	return str_equal(str_from(out->kind->name), name);
}

static void print_lists(const Walk *w, const Output *out)
{
	Filter f = FILTER_ALL;
	if (is_kind(out, STR("index"))) {
		f.age = out->age;
		f.purpose = out->purpose;
		f.match = f.age == ANY ? AGE_ANY : AGE_WELCOME;
		print_records(w, out->area, &f);
	} else if (is_kind(out, STR("list")) || is_kind(out, STR("whatson"))) {
		f.kind = out->list;
		print_records(w, out->area, &f);
	} else if (is_kind(out, STR("board"))) {
		f.kind = KIND_EVENT;
		print_records(w, out->area, &f);
	}
}

/* What it shows: one record, the areas inside an area, or a file that is published as it is. */
static void print_origin(const Output *out)
{
	Arena scratch = { 0 };
	PageOrigin from = origin_of(out, &scratch);
	if (from.layout.len)
		printf(_("layout: %.*s\n"), STR_ARG(from.layout));
	if (out->kind->scope == OF_RECORD)
		print_record(out->of.record);
	else if (from.file.len && out->kind->scope == OF_AREA)
		printf(_("area: %.*s\n"), STR_ARG(from.file));
	else if (from.file.len)
		printf(_("file: %.*s\n"), STR_ARG(from.file));
	arena_free(&scratch);
}

static void print_output(const Walk *w, const Output *out)
{
	printf(_("page: %.*s\nkind: %s\n"), STR_ARG(out->path), out->kind->name);
	print_origin(out);
	print_lists(w, out);
}

bool explain_page(const Walk *w, Str address)
{
	Arena scratch = { 0 };
	const Output *out = origin_output(w, address, &scratch);
	if (out)
		print_output(w, out);
	else
		fprintf(stderr, _("keijiban explain: the site has no page '%.*s'\n"), STR_ARG(address));
	arena_free(&scratch);
	return out;
}

static int by_text(const void *left, const void *right)
{
	return str_compare(*(const Str *)left, *(const Str *)right);
}

bool explain_addresses(const Walk *w, Str word)
{
	if (!str_equal(word, STR("addresses")))
		return false;
	Arena scratch = { 0 };
	Str *all = NEW_ARRAY(&scratch, Str, w->plan->count);
	size_t count = 0;
	for (size_t i = 0; i < w->plan->count; i++)
		if (permanent_is(&w->plan->outputs[i]))
			all[count++] = address_of(w->site, w->plan->outputs[i].path, &scratch);
	qsort(all, count, sizeof(*all), by_text);
	for (size_t i = 0; i < count; i++)
		printf("%.*s\n", STR_ARG(all[i]));
	arena_free(&scratch);
	return true;
}
