#include "cmd/origin.h"

#include "render/address.h"
#include "render/layout.h"
#include "render/outputs.h"

/* The kinds of output that a layout of another name makes. */
static const struct {
	const char *kind, *layout;
} layouts[] = {
	{ "list", "kind_list" },
	{ "withdrawn", "short" },
	{ "moved", "short" },
};

static Str layout_of(const OutputKind *kind, Arena *a)
{
	const char *name = kind->name;
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++)
		if (str_equal(str_from(name), str_from(layouts[i].kind)))
			name = layouts[i].layout;
	for (int i = 0; i < LAYOUTS; i++)
		if (str_equal(str_from(LAYOUT_INFO[i].name), str_from(name)))
			return str_format(a, "layouts/%s.mustache", name);
	return (Str){ 0 };
}

static const Output *output_at(const Plan *plan, Str path, Arena *a)
{
	const Output *found = plan_find(plan, path);
	if (!found && str_ends(path, STR(".gz")))
		found = plan_find(plan, str_sub(path, 0, path.len - 3));
	Str slash = path.len && !str_ends(path, STR("/")) ? STR("/") : (Str){ 0 };
	return found ? found : plan_find(plan, STR_CONCAT(a, path, slash, STR("index.html")));
}

const Output *origin_output(const Walk *w, Str address, Arena *a)
{
	str_take(&address, w->site->info.host);
	address = str_sub(address, 0, str_find_byte(address, '#'));
	address = str_sub(address, 0, str_find_byte(address, '?'));
	Str path = path_of_address(w->site, address, a);
	const Output *found = path.len ? output_at(w->plan, path, a) : NULL;
	str_take(&address, STR("/"));
	return found ? found : output_at(w->plan, address, a);
}

static bool is_kind(const Output *out, Str name)
{
	return str_equal(str_from(out->kind->name), name);
}

PageOrigin origin_of(const Output *out, Arena *a)
{
	PageOrigin from = { .layout = layout_of(out->kind, a) };
	if (out->kind->scope == OF_RECORD) {
		from.file = out->of.record->src->path;
		from.line = out->of.record->pos.line ? out->of.record->pos.line : 1;
	} else if (out->kind->scope == OF_AREA && out->area->src) {
		from.file = out->area->src->path;
	} else if (is_kind(out, STR("asset"))) {
		from.file = STR_CONCAT(a, STR("layouts/"), out->of.asset->name);
	} else if (is_kind(out, STR("withdrawn"))) {
		from.file = STR("content/withdrawn.yaml");
	}
	return from;
}
