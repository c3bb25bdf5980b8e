#include "cmd/explain.h"

#include "render/address.h"
#include "render/layout.h"
#include "render/outputs.h"
#include "site/select.h"

enum { RECORDS_SHOWN = 20 };

/* The kinds of output that a layout of another name makes. */
static const struct {
	const char *kind, *layout;
} layouts[] = {
	{ "list", "kind_list" },
	{ "withdrawn", "short" },
	{ "moved", "short" },
};

static const char *layout_of(const OutputKind *kind)
{
	const char *name = kind->name;
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++)
		if (str_equal(str_from(name), str_from(layouts[i].kind)))
			name = layouts[i].layout;
	for (int i = 0; i < LAYOUTS; i++)
		if (str_equal(str_from(LAYOUT_INFO[i].name), str_from(name)))
			return name;
	return NULL;
}

/* Finding it: a full address, one from the top of the server, or a path below out/. */

static const Output *output_at(const Plan *plan, Str path, Arena *a)
{
	const Output *found = plan_find(plan, path);
	if (!found && str_ends(path, STR(".gz")))
		found = plan_find(plan, str_sub(path, 0, path.len - 3));
	Str slash = path.len && !str_ends(path, STR("/")) ? STR("/") : (Str){ 0 };
	return found ? found : plan_find(plan, STR_CONCAT(a, path, slash, STR("index.html")));
}

static const Output *output_of(const Walk *w, Str address, Arena *a)
{
	str_take(&address, w->site->info.host);
	address = str_sub(address, 0, str_find_byte(address, '#'));
	address = str_sub(address, 0, str_find_byte(address, '?'));
	Str path = path_of_address(w->site, address, a);
	const Output *found = path.len ? output_at(w->plan, path, a) : NULL;
	str_take(&address, STR("/"));
	return found ? found : output_at(w->plan, address, a);
}

/* Printing. */

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

static void print_output(const Walk *w, const Output *out)
{
	const char *layout = layout_of(out->kind);
	printf(_("page: %.*s\nkind: %s\n"), STR_ARG(out->path), out->kind->name);
	if (layout)
		printf(_("layout: layouts/%s.mustache\n"), layout);
	if (out->kind->scope == OF_RECORD)
		print_record(out->of.record);
	if (out->kind->scope == OF_AREA && out->area->src)
		printf(_("area: %.*s\n"), STR_ARG(out->area->src->path));
	if (is_kind(out, STR("asset")))
		printf(_("file: layouts/%.*s\n"), STR_ARG(out->of.asset->name));
	if (is_kind(out, STR("withdrawn")))
		printf(_("file: %s\n"), "content/withdrawn.yaml");
	print_lists(w, out);
}

bool explain_page(const Walk *w, Str address)
{
	Arena scratch = { 0 };
	const Output *out = output_of(w, address, &scratch);
	if (out)
		print_output(w, out);
	else
		fprintf(stderr, _("keijiban explain: the site has no page '%.*s'\n"), STR_ARG(address));
	arena_free(&scratch);
	return out;
}
